package org.groksweep.trainer.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.groksweep.trainer.metrics.Column;

/** Writes rows of one schema to a new local file, and reads back whether they are all there. */
final class TableWriter implements Closeable {

  // Parquet scales row groups down when the writers of a JVM together pass its heap; small ones
  // leave room for a task per core.
  private static final long ROW_GROUP_BYTES = 8L << 20;
  private static final int ZSTD_LEVEL = 3;
  // Texts that differ in nearly every row: a dictionary would be built, outgrown and dropped.
  private static final Set<String> WITHOUT_DICTIONARY = Set.of("error", "spec", "reason");

  private final Path file;
  private final Map<String, String> metadata;
  private final ParquetWriter<Row> writer;
  private long rows;
  private boolean failed;

  /**
   * Creates the file.
   *
   * @param repeating columns beside texts whose values repeat over many rows
   * @param metadata for the footer
   * @throws IOException if it exists or cannot be created
   */
  TableWriter(
      Path file,
      String name,
      TableSchema schema,
      Set<String> repeating,
      Map<String, String> metadata)
      throws IOException {
    this.file = file;
    this.metadata = new TreeMap<>(metadata);
    Builder builder = new Builder(file, new RowWriteSupport(schema, name, this.metadata));
    builder
        // Without Hadoop's defaults, which take 10 ms to load and say nothing of Parquet.
        .withConf(new Configuration(false))
        .withWriterVersion(WriterVersion.PARQUET_2_0)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config("parquet.compression.codec.zstd.level", Integer.toString(ZSTD_LEVEL))
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageWriteChecksumEnabled(true)
        .withDictionaryEncoding(false);
    for (Column column : schema.columns()) {
      if (repeating.contains(column.name()) || repeats(column)) {
        builder.withDictionaryEncoding(column.name(), true);
      }
    }
    this.writer = builder.build();
  }

  /**
   * Writes a row.
   *
   * @throws IOException whatever stands behind it: a full disk comes as an Error from some file
   *     systems and as a RuntimeException from Parquet's own layers
   */
  void write(Row row) throws IOException {
    try {
      writer.write(row);
      rows++;
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw new IOException(file + ": cannot write row " + rows + ": " + e.getMessage(), e);
    }
  }

  /** Number of rows written. */
  long rows() {
    return rows;
  }

  /**
   * Closes the file and checks it: after a failed write Parquet's close returns as if all were well
   * and leaves no footer.
   *
   * @throws IOException if the file does not hold what was written
   */
  void finish() throws IOException {
    close();
    if (failed) {
      throw new IOException(file + ": a row could not be written");
    }
    TableFooter footer;
    try {
      footer = TableFooter.read(new LocalInputFile(file));
    } catch (RuntimeException e) {
      throw new IOException(file + " cannot be read back: " + e.getMessage(), e);
    }
    if (footer.rows() != rows) {
      throw new IOException(
          file + ": " + footer.rows() + " rows in the footer must be the " + rows + " written");
    }
    if (!footer.metadata().entrySet().containsAll(metadata.entrySet())) {
      throw new IOException(file + ": the footer has lost " + metadata.keySet());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (RuntimeException e) {
      throw new IOException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }

  private static boolean repeats(Column column) {
    return column.type() == Column.Type.STRING && !WITHOUT_DICTIONARY.contains(column.name());
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final WriteSupport<Row> support;

    Builder(Path file, WriteSupport<Row> support) {
      // Not Hadoop's local file system: it would leave a .crc file beside it.
      super(new LocalOutputFile(file));
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Deprecated in Parquet, and still the one that must be implemented.
    @SuppressWarnings("deprecation")
    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}
