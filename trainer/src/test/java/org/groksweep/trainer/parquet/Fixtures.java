package org.groksweep.trainer.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
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

/** Trials, rows and a reader for the tests of this package. */
final class Fixtures {

  private Fixtures() {}

  record NoTask() implements TaskSpec {
    @Override
    public String type() {
      return "none";
    }
  }

  static Trial trial(long seed, List<AxisValue> axes) {
    MultiLayerPerceptron model =
        new MultiLayerPerceptron(
            3, 10, Activation.RELU, Biases.ALL, Initialization.PYTORCH, 1, 6, InitScaleOn.ALL, 1);
    List<Phase> phases = List.of(phase("train", 0.5, 1e-3), phase("tune", 0.25, 0));
    TrialSpec spec =
        new TrialSpec(
            new NoTask(),
            model,
            Loss.CROSS_ENTROPY,
            new OptimizerSpec.Sgd(0, true),
            Batching.FULL,
            Precision.FLOAT32,
            phases,
            List.of(),
            SeedStreams.of(seed));
    return new Trial(new TrialId("t" + seed), "c1", spec, axes);
  }

  private static Phase phase(String name, double fraction, double weightDecay) {
    return new Phase(
        name,
        100,
        (int) (fraction * 1000),
        fraction,
        TestSet.HOLD_OUT,
        0.1,
        Schedule.NONE,
        weightDecay,
        0,
        Phase.OptimizerState.KEEP,
        Phase.BatchStream.CONTINUE);
  }

  static StepMetrics row(int phase, long step, double trainLoss, OptionalDouble testLoss) {
    return row(phase, step, trainLoss, testLoss, ProbeValues.NONE);
  }

  static StepMetrics probed(long step, ProbeValues probes) {
    return row(0, step, 1, OptionalDouble.empty(), probes);
  }

  private static StepMetrics row(
      int phase, long step, double trainLoss, OptionalDouble testLoss, ProbeValues probes) {
    return new StepMetrics(
        phase,
        step,
        step,
        0.1 * step,
        trainLoss,
        testLoss,
        trainLoss,
        OptionalDouble.of(0.5),
        OptionalDouble.empty(),
        2,
        3,
        4,
        List.of(1.5, 2.5, -0.0),
        probes,
        Double.isFinite(trainLoss));
  }

  static StepMetrics row(long step) {
    return row(0, step, 1.0 / (step + 1), OptionalDouble.of(0.25));
  }

  /** The digest of a file of so many rows of one trial. */
  static String write(Path file, int rows) throws IOException {
    Trial trial = trial(1, List.of());
    try (MetricsWriter writer = new MetricsWriter(file, "s1", SweepColumns.NONE, Map.of())) {
      for (int step = 0; step < rows; step++) {
        writer.accept(trial, row(step));
      }
      return writer.finish();
    }
  }

  /** All rows of a file by Parquet's own example reader. */
  static List<Group> read(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Builder(file).build()) {
      Optional<Group> row = Optional.ofNullable(reader.read());
      while (row.isPresent()) {
        rows.add(row.get());
        row = Optional.ofNullable(reader.read());
      }
    }
    return rows;
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
