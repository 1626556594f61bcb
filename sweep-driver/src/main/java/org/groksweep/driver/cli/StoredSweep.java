package org.groksweep.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.MetricsReader;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.ConfigTrials;
import org.groksweep.driver.plan.PlanFile;
import org.groksweep.driver.plan.PlannedSweep;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.SweepDirectory;
import org.groksweep.driver.run.SweepState;

/** A sweep's directory together with the plans in it. */
final class StoredSweep {

  private final SweepDirectory directory;
  private final SweepPlanner planner = SweepPlanner.standard();

  private StoredSweep(SweepDirectory directory) {
    this.directory = directory;
  }

  /** The directory at a location, which may be one that a sweep has yet to begin. */
  static StoredSweep at(String location, Configuration configuration) throws IOException {
    return new StoredSweep(SweepDirectory.at(location, configuration));
  }

  /**
   * The sweep at a location.
   *
   * @throws ConfigException if there is none
   */
  static StoredSweep existing(String location) throws IOException {
    StoredSweep sweep = at(location, new Configuration());
    if (!sweep.directory.isSweep()) {
      throw ConfigException.ofCommandLine(
          "DIR", location, "must be a sweep's directory", Optional.of("it has no plans/0001.json"));
    }
    return sweep;
  }

  SweepDirectory directory() {
    return directory;
  }

  /** What the stored plans and a config make together; nothing is written. */
  PlannedSweep planned(SweepConfig config) throws IOException {
    return planned(planner.trials(config));
  }

  /** The same with the config's trials at hand. */
  PlannedSweep planned(ConfigTrials trials) throws IOException {
    return planner.extend(trials, parsed(directory.plans()), versions());
  }

  /**
   * The same, stored where it says more than the stored plans do.
   *
   * @param check refuses the plan before it is stored, by throwing
   */
  SweepPlan store(SweepConfig config, Consumer<SweepPlan> check) throws IOException {
    AtomicReference<SweepPlan> plan = new AtomicReference<>();
    boolean others = directory.mayBeInUse();
    directory.extendPlans(
        stored -> {
          PlannedSweep planned = planned(config, stored);
          if (others && planned.longerTrials() > 0) {
            throw new ConfigException(config.source(), List.of(inUse(config)));
          }
          check.accept(planned.plan());
          plan.set(planned.plan());
          return planned.added().map(PlanFile::text);
        });
    return plan.get();
  }

  private static ConfigProblem inUse(SweepConfig config) {
    return new ConfigProblem(
        config.place("maxSteps"),
        "maxSteps",
        "",
        "cannot be raised while another driver may be training the shorter trials",
        Optional.of("wait for it to end"));
  }

  /** What the stored plans ask for. */
  SweepPlan plan() throws IOException {
    List<String> texts = directory.plans();
    PlanFile newest = newest(texts);
    SweepConfig config =
        ConfigReader.read(
            directory.location() + "/plans", newest.config(), List.of(), Families.load());
    return planned(config, texts).plan();
  }

  /** The newest stored plan, as it was written. */
  PlanFile newestPlan() throws IOException {
    return newest(directory.plans());
  }

  /** What the directory holds of it. */
  SweepState state() throws IOException {
    return directory.state(plan());
  }

  /** Hands on the sweep's views, in a Spark session that ends afterwards. */
  void query(Consumer<SqlViews> use) throws IOException {
    try (SparkSession spark = QuerySession.open()) {
      use.accept(SqlViews.of(spark, new MetricsReader(spark).read(List.of(directory.location()))));
    }
  }

  private PlannedSweep planned(SweepConfig config, List<String> stored) {
    return planner.extend(config, parsed(stored), versions());
  }

  private PlanFile newest(List<String> texts) {
    List<PlanFile> files = parsed(texts);
    return files.get(files.size() - 1);
  }

  private List<PlanFile> parsed(List<String> texts) {
    List<PlanFile> files = new ArrayList<>();
    for (String text : texts) {
      String source = "%s/plans/%04d.json".formatted(directory.location(), files.size() + 1);
      files.add(PlanFile.parse(source, text));
    }
    return files;
  }

  private static Map<String, String> versions() {
    BuildInfo build = new BuildInfo();
    return Map.of("groksweep", build.version(), "git", build.commit());
  }
}
