package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.SweepColumns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class MetricsReaderTest {

  private static final Column WIDTH = new Column("model_width", Column.Type.LONG, true);
  private static final Column RATE =
      new Column("optimizer_learning_rate", Column.Type.DOUBLE, true);

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void readsOnlyMetricsFilesThatATrialsFileNames() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", "d1", Map.of(), 0, 1, 2);
    sweep.orphan("b1", "d2", Map.of(), 0, 1, 2);
    sweep.orphan("b2", "d3", Map.of(), 0);

    assertThat(query(List.of(sweep.directory()), "SELECT count(*), max(step) FROM metrics"))
        .containsExactly("{\"0\":3,\"1\":2}");
  }

  @Test
  void sweepsWithOtherAxesHaveNullThere() throws IOException {
    StoredSweep first = new StoredSweep(spark, folder.resolve("a"), List.of(WIDTH));
    first.bundle("b1", "d1", Map.of("model_width", 64L), 0);
    StoredSweep second = new StoredSweep(spark, folder.resolve("b"), List.of(RATE));
    second.bundle("b2", "d2", Map.of("optimizer_learning_rate", 0.1), 0);

    String sql = "SELECT trial_id, model_width, optimizer_learning_rate FROM %s ORDER BY trial_id";
    for (String table : List.of("trials", "metrics")) {
      assertThat(query(List.of(first.directory(), second.directory()), sql.formatted(table)))
          .containsExactly("{\"0\":\"tb1\",\"1\":64}", "{\"0\":\"tb2\",\"2\":0.1}");
    }
  }

  @Test
  void whatProbesMeasuredIsNoAxis() throws IOException {
    Column values = Column.optional("singular_values", Column.Type.DOUBLE_LIST);
    SweepColumns columns = new SweepColumns(List.of(WIDTH), List.of(values));
    StoredSweep first = new StoredSweep(spark, folder.resolve("a"), columns);
    List<Double> numbers = List.of(3.0, 0.5);
    first.bundle("b1", "d1", Map.of("singular_values", numbers, "model_width", 64L), 0);
    StoredSweep second = new StoredSweep(spark, folder.resolve("b"), List.of());
    second.bundle("b2", "d2", Map.of(), 0);
    List<String> both = List.of(first.directory(), second.directory());

    assertThat(query(both, "SELECT singular_values FROM metrics ORDER BY trial_id"))
        .containsExactly("{\"0\":[3.0,0.5]}", "{}");
    SweepTables tables = new MetricsReader(spark).read(both);
    assertThat(Tables.identity(tables.trials().columns()))
        .contains("model_width")
        .doesNotContain("final_singular_values");
    assertThat(
            tables
                .metrics()
                .orderBy("trial_id")
                .select(TableSchema.metric(tables.metrics().schema(), "singular_values_2"))
                .collectAsList())
        .extracting(row -> row.get(0))
        .containsExactly(0.5, null);
    assertThatThrownBy(() -> TableSchema.metric(tables.metrics().schema(), "margin_1"))
        .hasMessageStartingWith("metric margin_1 must be a column of metrics: ");
  }

  @Test
  void aFolderMayHaveSpacesAndBrackets() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder.resolve("my runs [1] {a,b} é"), List.of());
    sweep.bundle("b1", "d1", Map.of(), 0);

    assertThat(query(List.of(sweep.directory()), "SELECT count(*) FROM metrics"))
        .containsExactly("{\"0\":1}");
  }

  @Test
  void aSweepWithoutFinishedBundlesHasEmptyTables() throws IOException {
    assertThat(query(List.of(folder.toString()), "SELECT count(*) FROM trials, metrics"))
        .containsExactly("{\"0\":0}");
  }

  @Test
  void aMissingMetricsFileIsAnError() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    Files.delete(sweep.bundle("b1", "d1", Map.of(), 0));

    assertThatThrownBy(() -> query(List.of(sweep.directory()), "SELECT 1"))
        .isInstanceOf(DamagedSweepException.class)
        .hasMessageContaining("metrics/b1-d1.parquet: is missing, though a trials file names it");
  }

  @Test
  void anEmptyFileIsAnErrorWhereSparkWouldSeeNoRows() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    Path metrics = sweep.bundle("b1", "d1", Map.of(), 0);
    Files.write(metrics, new byte[0]);

    assertThat(spark.read().schema("step LONG").parquet(metrics.toString()).count()).isZero();
    assertThatThrownBy(() -> query(List.of(sweep.directory()), "SELECT 1"))
        .isInstanceOf(DamagedSweepException.class)
        .hasMessageContaining("b1-d1.parquet: 0 bytes are no Parquet file");
  }

  @Test
  void aFlippedBitIsAnErrorWhereSparkWouldGiveAnotherNumber() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    Path metrics = sweep.bundle("b1", "d1", Map.of("phase", "needle"), 0);
    byte[] bytes = Files.readAllBytes(metrics);
    int needle = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("needle");
    bytes[needle] ^= 1;
    Files.write(metrics, bytes);

    String sql = "SELECT phase FROM metrics";
    assertThat(spark.read().parquet(metrics.toString()).selectExpr("phase").toJSON().first())
        .contains("oeedle");
    assertThatThrownBy(() -> query(List.of(sweep.directory()), sql))
        .hasStackTraceContaining("CRC checksum verification failed");
  }

  @Test
  void aSessionThatSkipsUnreadableFilesIsRefused() {
    SparkSession careless = spark.newSession();
    careless.conf().set("spark.sql.files.ignoreCorruptFiles", "true");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricsReader(careless))
        .withMessage(
            "spark.sql.files.ignoreCorruptFiles: true would drop trials without a word; "
                + "set it to false");
  }

  @Test
  void columnsOfTheSameNameAreKeptApart() throws IOException {
    QueryResult result = views(List.of(folder.toString())).query("SELECT 1 AS a, 2 AS a");

    assertThat(result.columns()).containsExactly("a", "a");
    assertThat(result.rows().next()).isEqualTo("{\"0\":1,\"1\":2}");
  }

  @Test
  void aTextThatIsNoQueryIsTheUsersError() {
    assertThatThrownBy(() -> query(List.of(folder.toString()), "SELECT lossy FROM metrics"))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("lossy");
  }

  private List<String> query(List<String> directories, String sql) throws IOException {
    List<String> rows = new ArrayList<>();
    views(directories).query(sql).rows().forEachRemaining(rows::add);
    return rows;
  }

  @Test
  void aValueThatAQueryCannotHaveIsTheQuerysFault() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", "d1", Map.of(), 0);

    for (String value : List.of("'x'", "trial_id")) {
      String sql = "SELECT CAST(%s AS INT) FROM trials".formatted(value);
      assertThatThrownBy(() -> query(List.of(sweep.directory()), sql))
          .isInstanceOf(InvalidQueryException.class)
          .hasMessageContaining("cannot be cast to \"INT\"");
    }
  }

  private SqlViews views(List<String> directories) throws IOException {
    return SqlViews.of(spark, new MetricsReader(spark).read(directories));
  }
}
