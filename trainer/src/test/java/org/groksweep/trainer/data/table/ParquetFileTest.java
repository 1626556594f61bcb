package org.groksweep.trainer.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.assertj.core.api.AbstractThrowableAssert;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.Examples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message table {
            optional int32 count;
            optional int64 big;
            optional float single;
            optional double exact;
            optional boolean flag;
            optional binary kind (STRING);
            optional binary bytes;
          }
          """);
  private static final String NUMBERS = "count,big,single,exact,flag";

  private static final Cells FIRST = new Cells(3, 0.1, "a");

  /** What varies between rows. */
  private record Cells(int count, double exact, String kind) {}

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("table.parquet");
  }

  @Test
  void everyKindOfNumberIsRead() throws IOException {
    write(FIRST, new Cells(3, 0.1, "b"));
    Examples examples = examples("targetColumns", "kind", "featureColumns", NUMBERS);
    double[] input = new double[5];
    examples.copyInput(0, input, 0);
    assertThat(input).containsExactly(3, 1L << 40, 0.1f, 0.1, 1);
    assertThat(examples.label(0)).isZero();
    assertThat(examples.label(1)).isEqualTo(1);
  }

  @Test
  void aTableHoldsTheSameExamplesInBothFormats() throws IOException {
    write(FIRST, new Cells(3, 0.1, "b"));
    Path text = folder.resolve("table.csv");
    Files.writeString(text, "kind,exact\na,0.1\nb,0.1\n");
    Object[] settings = {"targetColumns", "kind", "featureColumns", "exact"};
    assertThat(examples(settings).fingerprint())
        .isEqualTo(new TableFamily().examples(TableTasks.of(text, settings)).fingerprint());
  }

  @Test
  void wholeNumbersCanBeLabels() throws IOException {
    write(FIRST, new Cells(20, 0.1, "a"));
    Examples examples = examples("targetColumns", "count", "featureColumns", "exact");
    assertThat(examples.label(0)).isZero();
    assertThat(examples.label(1)).isEqualTo(1);
  }

  @Test
  void aCellWithoutNumberIsRefused() throws IOException {
    write(FIRST, new Cells(3, Double.NaN, "b"));
    refused("targetColumns", "kind", "featureColumns", "exact")
        .hasMessageEndingWith(
            "table.parquet: row 2, column exact: must be a finite number, found NaN");
    writeRow(new SimpleGroup(SCHEMA));
    refused("targetColumns", "kind", "featureColumns", "exact")
        .hasMessageEndingWith("table.parquet: row 1, column exact: must not be null");
  }

  @Test
  void textIsNoFeature() throws IOException {
    write(FIRST, FIRST);
    refused("targetColumns", "count", "featureColumns", "kind")
        .hasMessageEndingWith(": row 1, column kind: must be a number, found a");
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() throws IOException {
    write(FIRST, FIRST);
    refused("targetColumns", "kind", "featureColumns", "bytes")
        .hasMessageEndingWith(
            ": column bytes: must be of whole or floating-point numbers, booleans or strings, found"
                + " optional binary bytes");
  }

  @Test
  void aFileThatEndsEarlyIsRefused() throws IOException {
    write(FIRST, FIRST);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 10));
    refused("targetColumns", "kind").hasMessageContaining("table.parquet: footer: cannot be read");
  }

  @Test
  void aDamagedPageIsRefused() throws IOException {
    write(FIRST, FIRST);
    byte[] whole = Files.readAllBytes(file);
    int at = indexOf(whole, new byte[] {(byte) 0x9a, (byte) 0x99, (byte) 0x99, (byte) 0x99});
    whole[at]++;
    Files.write(file, whole);
    refused("targetColumns", "kind", "featureColumns", "exact")
        .hasMessageContaining("table.parquet: row 1: cannot be read as Parquet: ");
  }

  private static int indexOf(byte[] whole, byte[] part) {
    int at = 0;
    while (!Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  private void write(Cells... rows) throws IOException {
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer = writer()) {
      for (Cells cells : rows) {
        Group row = new SimpleGroup(SCHEMA);
        row.add("count", cells.count());
        row.add("big", 1L << 40);
        row.add("single", 0.1f);
        row.add("exact", cells.exact());
        row.add("flag", true);
        row.add("kind", cells.kind());
        writer.write(row);
      }
    }
  }

  private void writeRow(Group row) throws IOException {
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer = writer()) {
      writer.write(row);
    }
  }

  private ParquetWriter<Group> writer() throws IOException {
    return ExampleParquetWriter.builder(new LocalOutputFile(file))
        .withConf(new PlainParquetConfiguration())
        .withType(SCHEMA)
        .withDictionaryEncoding(false)
        .build();
  }

  private Examples examples(Object... settings) throws IOException {
    Object[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "holdOutFraction";
    all[settings.length + 1] = 0.0;
    return new TableFamily().examples(TableTasks.of(file, all));
  }

  private AbstractThrowableAssert<?, ?> refused(Object... settings) {
    return assertThatThrownBy(() -> examples(settings))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file:" + file);
  }
}
