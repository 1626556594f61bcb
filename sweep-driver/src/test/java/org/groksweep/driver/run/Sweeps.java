package org.groksweep.driver.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.groksweep.trainer.spec.TrialSpec;

/** Small sweeps for the tests of running, and a look at what they left. */
public final class Sweeps {

  private static final String PLAN = "{\"plan\":1}";

  private Sweeps() {}

  /**
   * A plan of so many bundles of two trials each, seeds from 0, each longer than the one before.
   */
  public static SweepPlan plan(int bundles) {
    List<Bundle> list = new ArrayList<>();
    for (long i = 0; i < bundles; i++) {
      List<Trial> trials = List.of(trial(2 * i, 8, 10 + i), trial(2 * i + 1, 16, 10 + i));
      list.add(
          new Bundle(
              TrialId.bundle(trials.stream().map(Trial::id).toList()), "dense", trials, i + 1));
    }
    Column width = MetricColumns.ofAxis("model.width", Column.Type.LONG);
    return new SweepPlan("s0123", "test", List.of(width), Observation.DEFAULT, list);
  }

  public static Trial trial(long seed, long width, long steps) {
    Phase phase =
        new Phase(
            "train",
            steps,
            100,
            100 / 1200.0,
            TestSet.HOLD_OUT,
            0.1,
            Schedule.NONE,
            0,
            0,
            Phase.OptimizerState.KEEP,
            Phase.BatchStream.CONTINUE);
    MultiLayerPerceptron model =
        new MultiLayerPerceptron(
            2,
            (int) width,
            Activation.RELU,
            Biases.ALL,
            Initialization.PYTORCH,
            1,
            1,
            InitScaleOn.ALL,
            1);
    TrialSpec spec =
        new TrialSpec(
            new DigitsTask(597),
            model,
            Loss.CROSS_ENTROPY,
            new OptimizerSpec.Sgd(0, true),
            Batching.FULL,
            Precision.FLOAT32,
            List.of(phase),
            List.of(),
            SeedStreams.of(seed));
    TrialId id = TrialId.of(CanonicalJson.of(spec), fingerprint(spec.task()));
    return new Trial(id, "c" + width, spec, List.of(new AxisValue("model.width", width)));
  }

  private static String fingerprint(TaskSpec task) {
    try {
      return TaskFamilies.load().examples(task).fingerprint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory of a folder, with a plan stored in it. */
  public static SweepDirectory directory(Path folder) throws IOException {
    SweepDirectory directory = SweepDirectory.at(folder.toString(), new Configuration());
    directory.extendPlans(stored -> stored.isEmpty() ? Optional.of(PLAN) : Optional.empty());
    return directory;
  }

  /**
   * All rows of metrics as texts, in the order of files and rows; the sweep's tables must agree.
   */
  public static List<String> metrics(Path folder) throws IOException {
    return rows(folder.resolve("metrics"), List.of());
  }

  /** All rows of trials as texts, without the columns of cost and provenance. */
  public static List<String> trials(Path folder) throws IOException {
    return rows(
        folder.resolve("trials"),
        MetricColumns.COST_AND_PROVENANCE.stream().map(Column::name).toList());
  }

  /** The names of all files under a folder, relative to it, without plans. */
  public static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.startsWith("plans"))
          .sorted()
          .toList();
    }
  }

  private static List<String> rows(Path folder, List<String> without) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted().toList();
    }
    List<String> rows = new ArrayList<>();
    for (Path file : files) {
      try (ParquetReader<Group> reader = new Builder(file).build()) {
        Optional<Group> row = Optional.ofNullable(reader.read());
        while (row.isPresent()) {
          rows.add(text(row.get(), without));
          row = Optional.ofNullable(reader.read());
        }
      }
    }
    return rows;
  }

  private static String text(Group row, List<String> without) {
    TreeMap<String, String> cells = new TreeMap<>();
    for (int field = 0; field < row.getType().getFieldCount(); field++) {
      String name = row.getType().getFieldName(field);
      if (!without.contains(name) && row.getFieldRepetitionCount(field) > 0) {
        cells.put(
            name,
            row.getType().getType(field).isPrimitive()
                ? row.getValueToString(field, 0)
                : row.getGroup(field, 0).toString());
      }
    }
    return cells.toString();
  }

  private static final class Builder extends ParquetReader.Builder<Group> {

    Builder(Path file) {
      super(new LocalInputFile(file));
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport() {
        @Override
        public ReadContext init(InitContext context) {
          return new ReadContext(context.getFileSchema());
        }
      };
    }
  }
}
