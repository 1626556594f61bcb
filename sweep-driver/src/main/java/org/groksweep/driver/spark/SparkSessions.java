package org.groksweep.driver.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;

/** Starts Spark with the settings that a sweep stands on, and refuses a Spark that has others. */
public final class SparkSessions {

  /** Failures that local mode forgives a task; plain local[*] aborts a job at its first. */
  public static final String DEFAULT_MASTER = "local[*,4]";

  private static final Pattern VERSIONS = Pattern.compile("4\\.[0-2]\\..*");
  private static final Pattern SCALA_VERSIONS = Pattern.compile("2\\.13\\..*");
  private static final Pattern LOCAL_WITHOUT_FAILURES = Pattern.compile("local(\\[[^,\\]]*\\])?");

  /** What must be so, whatever a cluster's defaults say. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          // A second copy of a trial would only burn its slot.
          "spark.speculation", "false",
          // Records do not pass through Kryo.
          "spark.serializer", "org.apache.spark.serializer.JavaSerializer",
          // A trial uses one thread.
          "spark.task.cpus", "1",
          // A damaged file is an error, never a smaller table.
          "spark.files.ignoreCorruptFiles", "false",
          "spark.sql.files.ignoreCorruptFiles", "false");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("spark.master", DEFAULT_MASTER),
          Map.entry("spark.network.timeout", "300s"),
          Map.entry("spark.executor.heartbeatInterval", "10s"),
          // A cancelled task that sits in a native call takes its executor with it, at last.
          Map.entry("spark.task.reaper.enabled", "true"),
          Map.entry("spark.task.reaper.killTimeout", "120s"),
          Map.entry("spark.executorEnv.OMP_NUM_THREADS", "1"),
          Map.entry("spark.executorEnv.OPENBLAS_NUM_THREADS", "1"),
          // Our own line tells trials and steps; Spark's would write over it.
          Map.entry("spark.ui.showConsoleProgress", "false"),
          // Spark's own choice is a task for each file that is listed.
          Map.entry("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8"),
          // Spark warns of every plan as wide as the tables are.
          Map.entry("spark.sql.debug.maxToStringFields", "1000"),
          Map.entry("spark.hadoop.parquet.page.verify-checksum.enabled", "true"));

  private static final Map<String, String> LOCAL_DEFAULTS =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          // Progress comes with the heartbeats, which cost nothing within one process.
          "spark.executor.heartbeatInterval", "1s");

  private SparkSessions() {}

  /**
   * Starts a session, or returns the one that runs. What spark-submit or system properties set
   * stays, where it is not in the way.
   *
   * @throws ConfigException that names every setting and version that a sweep cannot run with
   */
  public static SparkSession start(String applicationName) {
    SparkConf conf = new SparkConf();
    boolean isLocal = conf.get("spark.master", DEFAULT_MASTER).startsWith("local");
    if (isLocal) {
      LOCAL_DEFAULTS.forEach(conf::setIfMissing);
    }
    DEFAULTS.forEach(conf::setIfMissing);
    REQUIRED.forEach(conf::setIfMissing);
    conf.setAppName(applicationName);
    refuse(conf, org.apache.spark.package$.MODULE$.SPARK_VERSION(), scalaVersion());
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * Checks a running session.
   *
   * @throws ConfigException that names every setting and version that a sweep cannot run with
   */
  static void check(SparkSession session) {
    refuse(session.sparkContext().getConf(), session.version(), scalaVersion());
  }

  static void refuse(SparkConf conf, String sparkVersion, String scalaVersion) {
    List<ConfigProblem> problems = new ArrayList<>();
    if (!VERSIONS.matcher(sparkVersion).matches()) {
      problems.add(problem("Spark", sparkVersion, "must be 4.0 to 4.2", Optional.empty()));
    }
    if (!SCALA_VERSIONS.matcher(scalaVersion).matches()) {
      problems.add(problem("Scala", scalaVersion, "must be 2.13", Optional.empty()));
    }
    REQUIRED.forEach(
        (key, value) -> {
          String actual = conf.get(key, value);
          if (!actual.equals(value)) {
            problems.add(problem(key, actual, "must be " + value, Optional.empty()));
          }
        });
    String master = conf.get("spark.master", DEFAULT_MASTER);
    if (LOCAL_WITHOUT_FAILURES.matcher(master).matches()) {
      problems.add(
          problem(
              "spark.master",
              master,
              "must say how many failures a task may have",
              Optional.of("such as " + DEFAULT_MASTER)));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException("Spark", problems);
    }
  }

  private static ConfigProblem problem(
      String key, String value, String rule, Optional<String> hint) {
    return new ConfigProblem(0, key, value, rule, hint);
  }

  private static String scalaVersion() {
    return scala.util.Properties$.MODULE$.versionNumberString();
  }
}
