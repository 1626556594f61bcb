package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.groksweep.driver.scale.GeneratedSweep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The analysis of a large sweep, beside DuckDB on the same files. A thousand trials of a thousand
 * rows per seed: -Dgroksweep.scale.seeds=100 makes 100 million rows and prints what they take;
 * -Dgroksweep.scale.directory=DIR takes the sweep of so many seeds that GeneratedSweep has written
 * there.
 */
@Tag("slow")
@Tag("spark")
class ScaleIT {

  private static final int SEEDS = Integer.getInteger("groksweep.scale.seeds", 1);

  /** First passage and last value of every trial: each row is read, and each trial a group. */
  private static final String PASSAGES =
      """
      SELECT count(*) AS trials, count(reached) AS passed, sum(reached) AS steps,
        round(sum(ending), 3) AS accuracy
      FROM (
        SELECT trial_id, min(CASE WHEN test_accuracy >= 0.95 THEN step END) AS reached,
          max_by(test_accuracy, step) AS ending
        FROM metrics GROUP BY trial_id)
      """;

  private static final String EVENTS =
      "SELECT count(*) AS trials, count(generalized_at) AS passed, sum(generalized_at) AS steps"
          + " FROM events";

  @TempDir Path folder;

  private Path generated() throws IOException {
    String given = System.getProperty("groksweep.scale.directory");
    if (given != null) {
      return Path.of(given);
    }
    Path sweep = folder.resolve("generated");
    GeneratedSweep.write(sweep, SEEDS);
    return sweep;
  }

  @Test
  void eventsOfManyRowsAreThoseThatDuckDbFindsInTheFiles() throws Exception {
    Path sweep = generated();

    timed("analyze", () -> sweep("analyze", sweep.toString()));
    timed("a query that reads nothing, by Spark", () -> csv(sweep, "SELECT 1 AS one"));
    String spark = timed("the aggregation by Spark", () -> csv(sweep, PASSAGES));
    String duckDb = timed("the aggregation by DuckDB", () -> duckDb(sweep));

    assertThat(duckDb).isEqualTo(spark);
    // Generated curves never fall back, so that a first crossing is one that holds.
    assertThat(duckDb).startsWith(csv(sweep, EVENTS) + ",");
    assertThat(duckDb).startsWith(SEEDS * GeneratedSweep.TRIALS_PER_SEED + ",");
  }

  private interface Work {
    String run() throws Exception;
  }

  private static String timed(String name, Work work) throws Exception {
    long start = System.nanoTime();
    String result = work.run();
    double seconds = (System.nanoTime() - start) * 1e-9;
    long rows = (long) SEEDS * GeneratedSweep.TRIALS_PER_SEED * GeneratedSweep.ROWS_PER_TRIAL;
    System.out.printf("%s of %,d rows: %.1f s%n", name, rows, seconds);
    return result;
  }

  private String csv(Path sweep, String query) throws Exception {
    return sweep("sql", sweep.toString(), query, "--format", "csv")
        .lines()
        .filter(line -> line.matches("[0-9].*"))
        .findFirst()
        .orElseThrow();
  }

  private String sweep(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(GroksweepJar.root().resolve("sweep").toString()));
    command.addAll(List.of(arguments));
    ProcessResult result =
        ProcessResult.of(
            folder, Map.of("JDK_JAVA_OPTIONS", "-Xmx4g"), command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private static String duckDb(Path sweep) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
      statement.execute("SET memory_limit = '4GB'");
      statement.execute(
          "CREATE VIEW metrics AS SELECT * FROM read_parquet('" + sweep + "/metrics/*.parquet')");
      try (ResultSet rows = statement.executeQuery(PASSAGES)) {
        rows.next();
        ResultSetMetaData columns = rows.getMetaData();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        return String.join(",", values);
      }
    }
  }
}
