package org.groksweep.trainer.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsWriterTest {

  private static final Column WIDTH = MetricColumns.ofAxis("model.width", Column.Type.INT);

  @TempDir private Path folder;

  @Test
  void everyValueIsReadBack() throws IOException {
    Trial trial = Fixtures.trial(-7, List.of(new AxisValue("model.width", 10L)));
    Path file = folder.resolve("m.parquet");
    try (MetricsWriter writer =
        new MetricsWriter(file, "s1", SweepColumns.ofAxes(List.of(WIDTH)), Map.of())) {
      writer.accept(trial, Fixtures.row(3));
      writer.finish();
    }

    Group row = Fixtures.read(file).get(0);

    assertThat(row.getString("sweep_id", 0)).isEqualTo("s1");
    assertThat(row.getString("trial_id", 0)).isEqualTo("t-7");
    assertThat(row.getLong("seed", 0)).isEqualTo(-7);
    assertThat(row.getInteger("depth", 0)).isEqualTo(3);
    assertThat(row.getDouble("init_scale", 0)).isEqualTo(6);
    assertThat(row.getInteger("model_width", 0)).isEqualTo(10);
    assertThat(row.getLong("step", 0)).isEqualTo(3);
    assertThat(row.getDouble("train_loss", 0)).isEqualTo(0.25);
    assertThat(row.getBoolean("finite", 0)).isTrue();
    Group norms = row.getGroup("layer_weight_norms", 0);
    assertThat(norms.getFieldRepetitionCount("list")).isEqualTo(3);
    assertThat(norms.getGroup("list", 1).getDouble("element", 0)).isEqualTo(2.5);
  }

  @Test
  void whatDoesNotApplyIsNull() throws IOException {
    Path file = folder.resolve("m.parquet");
    try (MetricsWriter writer =
        new MetricsWriter(file, "s1", SweepColumns.ofAxes(List.of(WIDTH)), Map.of())) {
      writer.accept(Fixtures.trial(1, List.of()), Fixtures.row(0, 0, 1, OptionalDouble.empty()));
      writer.finish();
    }

    Group row = Fixtures.read(file).get(0);

    assertThat(row.getFieldRepetitionCount("test_loss")).isZero();
    assertThat(row.getFieldRepetitionCount("test_accuracy")).isZero();
    assertThat(row.getFieldRepetitionCount("model_width")).isZero();
  }

  @Test
  void whatProbesMeasuredHasColumnsOfItsOwn() throws IOException {
    Column list = Column.optional("singular_values", Column.Type.DOUBLE_LIST);
    Column number = Column.optional("layer_balance", Column.Type.DOUBLE);
    SweepColumns columns = new SweepColumns(List.of(), List.of(list, number));
    ProbeValues both = ProbeValues.of(list, List.of(3.0, 1.0)).and(ProbeValues.of(number, 0.5));
    ProbeValues neither = ProbeValues.of(list, List.of());
    Trial trial = Fixtures.trial(1, List.of());
    Path file = folder.resolve("m.parquet");
    try (MetricsWriter writer = new MetricsWriter(file, "s1", columns, Map.of())) {
      writer.accept(trial, Fixtures.probed(0, both));
      writer.accept(trial, Fixtures.probed(1, neither));
      writer.finish();
    }

    List<Group> rows = Fixtures.read(file);

    Group values = rows.get(0).getGroup("singular_values", 0);
    assertThat(values.getGroup("list", 1).getDouble("element", 0)).isEqualTo(1);
    assertThat(rows.get(0).getDouble("layer_balance", 0)).isEqualTo(0.5);
    assertThat(rows.get(1).getFieldRepetitionCount("singular_values")).isZero();
    assertThat(rows.get(1).getFieldRepetitionCount("layer_balance")).isZero();
  }

  @Test
  void aValueThatIsNotFiniteIsStoredAsItIs() throws IOException {
    Path file = folder.resolve("m.parquet");
    Trial trial = Fixtures.trial(1, List.of());
    try (MetricsWriter writer = new MetricsWriter(file, "s1", SweepColumns.NONE, Map.of())) {
      writer.accept(
          trial, Fixtures.row(0, 5, Double.NaN, OptionalDouble.of(Double.POSITIVE_INFINITY)));
      writer.finish();
    }

    Group row = Fixtures.read(file).get(0);

    assertThat(row.getDouble("train_loss", 0)).isNaN();
    assertThat(row.getDouble("test_loss", 0)).isInfinite();
    assertThat(row.getBoolean("finite", 0)).isFalse();
  }

  @Test
  void aRowCarriesTheSettingsOfItsPhase() throws IOException {
    Path file = folder.resolve("m.parquet");
    Trial trial = Fixtures.trial(1, List.of());
    try (MetricsWriter writer = new MetricsWriter(file, "s1", SweepColumns.NONE, Map.of())) {
      writer.accept(trial, Fixtures.row(0, 100, 1, OptionalDouble.empty()));
      writer.accept(trial, Fixtures.row(1, 100, 1, OptionalDouble.empty()));
      writer.finish();
    }

    List<Group> rows = Fixtures.read(file);

    assertThat(rows).extracting(row -> row.getString("phase", 0)).containsExactly("train", "tune");
    assertThat(rows)
        .extracting(row -> row.getInteger("train_examples", 0))
        .containsExactly(500, 250);
    assertThat(rows).extracting(row -> row.getDouble("weight_decay", 0)).containsExactly(1e-3, 0.0);
  }

  @Test
  void encodingsAreThoseThatSparkReads() throws IOException {
    Path file = folder.resolve("m.parquet");
    Fixtures.write(file, 1000);

    for (ColumnChunkMetaData chunk : chunks(file)) {
      assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
      assertThat(chunk.getEncodings()).doesNotContain(Encoding.BYTE_STREAM_SPLIT);
    }
    assertThat(chunk(file, "trial_id").hasDictionaryPage()).isTrue();
    assertThat(chunk(file, "train_loss").hasDictionaryPage()).isFalse();
    assertThat(chunk(file, "step").getEncodings()).contains(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void theFooterCarriesProvenanceAndNoOtherFileIsLeft() throws IOException {
    Path file = folder.resolve("m.parquet");
    try (MetricsWriter writer =
        new MetricsWriter(file, "s1", SweepColumns.NONE, Map.of("groksweep.sweep_id", "s1"))) {
      writer.accept(Fixtures.trial(1, List.of()), Fixtures.row(0));
      writer.finish();
    }

    TableFooter footer = TableFooter.read(new LocalInputFile(file));

    assertThat(footer.rows()).isEqualTo(1);
    assertThat(footer.metadata()).containsEntry("groksweep.sweep_id", "s1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void anExistingFileIsNotOverwritten() throws IOException {
    Path file = Files.createFile(folder.resolve("m.parquet"));

    assertThatThrownBy(() -> Fixtures.write(file, 1))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("m.parquet");
  }

  @Test
  void stepsThatDoNotGrowAreRefused() throws IOException {
    Trial trial = Fixtures.trial(1, List.of());
    try (MetricsWriter writer =
        new MetricsWriter(folder.resolve("m.parquet"), "s1", SweepColumns.NONE, Map.of())) {
      writer.accept(trial, Fixtures.row(5));

      assertThatThrownBy(() -> writer.accept(trial, Fixtures.row(4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("t1: step 4 must not come after step 5");
    }
  }

  @Test
  void aFileThatLostItsEndIsNoticed() throws IOException {
    Path file = folder.resolve("m.parquet");
    Fixtures.write(file, 1000);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> TableFooter.read(new LocalInputFile(file)))
        .isInstanceOf(RuntimeException.class)
        // The last bytes are taken for the length of a footer.
        .hasMessageMatching(".*(footer is too large|is not a Parquet file).*");
  }

  private static ColumnChunkMetaData chunk(Path file, String column) throws IOException {
    return chunks(file).stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static List<ColumnChunkMetaData> chunks(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter().getBlocks().stream()
          .map(BlockMetaData::getColumns)
          .flatMap(List::stream)
          .toList();
    }
  }
}
