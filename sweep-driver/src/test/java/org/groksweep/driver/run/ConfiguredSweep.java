package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.PlanFile;
import org.groksweep.driver.plan.PlannedSweep;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;

/** Configs that are run on one directory after the other, as the command line does. */
final class ConfiguredSweep {

  private ConfiguredSweep() {}

  /** Stores what a config adds to the plans of a folder. */
  static SweepPlan store(Path folder, String config) throws IOException {
    SweepConfig read = ConfigReader.read("test.yaml", config, List.of(), Families.load());
    AtomicReference<SweepPlan> plan = new AtomicReference<>();
    SweepDirectory.at(folder.toString(), new Configuration())
        .extendPlans(
            texts -> {
              List<PlanFile> stored = texts.stream().map(t -> PlanFile.parse("plans", t)).toList();
              PlannedSweep planned =
                  SweepPlanner.standard().extend(read, stored, Map.of("groksweep", "test"));
              plan.set(planned.plan());
              return planned.added().map(PlanFile::text);
            });
    return plan.get();
  }

  /**
   * Stores and runs.
   *
   * @param notes takes what the run says at its start
   */
  static RunSummary run(
      Path folder, String config, TrainerFactory trainers, RunOptions options, List<String> notes)
      throws IOException {
    SweepPlan plan = store(folder, config);
    return new InProcessSweepRunner(trainers, 1)
        .run(
            plan,
            SweepDirectory.at(folder.toString(), new Configuration()),
            options,
            new ListenerStub() {
              @Override
              public void started(RunStart start) {
                notes.addAll(start.notes());
              }
            });
  }

  /**
   * Whether two sweeps hold the same rows and weights, but for their ids, which come from their
   * first configs and are part of the digests.
   */
  static void assertSame(Path folder, Path undisturbed) throws IOException {
    assertThat(withoutSweep(Sweeps.metrics(folder)))
        .isEqualTo(withoutSweep(Sweeps.metrics(undisturbed)));
    assertThat(withoutSweep(Sweeps.trials(folder)))
        .isEqualTo(withoutSweep(Sweeps.trials(undisturbed)));
    Map<String, Path> models = models(undisturbed);
    assertThat(models(folder)).containsOnlyKeys(models.keySet());
    models(folder)
        .forEach((name, file) -> assertThat(file).hasSameBinaryContentAs(models.get(name)));
  }

  /** Saved weights by bundle and file, without the digest. */
  private static Map<String, Path> models(Path sweep) throws IOException {
    Path folder = sweep.resolve("models");
    Map<String, Path> models = new TreeMap<>();
    if (Files.exists(folder)) {
      for (String file : Sweeps.files(folder)) {
        models.put(file.replaceFirst("-[^/]*/", "/"), folder.resolve(file));
      }
    }
    return models;
  }

  /** All files of a folder, plans included. */
  static List<String> everyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<String> withoutSweep(List<String> rows) {
    List<String> same = new ArrayList<>();
    rows.forEach(row -> same.add(row.replaceAll("(sweep_id|digest)=[^,}]*", "")));
    return same;
  }
}
