package org.groksweep.trainer.data.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.groksweep.trainer.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message names the file, the line and column, and what should stand there. */
class DamagedTablesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1e999", "0x1p3", "2d", "two", "1,5", "-", "."})
  void aCellThatIsNoFiniteNumberIsRefused(String cell) throws IOException {
    refused("x,y\n1,a\n\"%s\",b\n".formatted(cell), "targetColumns", "y")
        .hasMessageEndingWith(
            "table.csv: line 3, column x: must be a finite number, found " + cell);
  }

  @Test
  void anEmptyCellIsRefused() throws IOException {
    refused("x,y\n1,a\n , b\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 3, column x: must not be empty");
    refused("x,y\n1,a\n2,\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 3, column y: must not be empty");
  }

  @Test
  void aMissingColumnIsRefused() throws IOException {
    refused("x,y\n1,a\n", "targetColumns", "z")
        .hasMessageEndingWith("table.csv: header: must have the column z, found [x, y]");
    refused("x,y\n1,a\n", "targetColumns", "y", "holdOutBy", "column")
        .hasMessageEndingWith("table.csv: header: must have the column split, found [x, y]");
  }

  @Test
  void aColumnOfTwoPartsIsRefused() throws IOException {
    refused("x,y\n1,a\n", "targetColumns", "y", "featureColumns", "x,y")
        .hasMessageEndingWith(
            ": column y: must be named once among features [x, y], targets [y] and split []");
  }

  @Test
  void aTableWithoutFeaturesIsRefused() throws IOException {
    refused("y\na\n", "targetColumns", "y")
        .hasMessageEndingWith(": header: must have a column beside [y]");
  }

  @Test
  void raggedRowsAreRefused() throws IOException {
    refused("x,y\n1,a\n2\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 3: must have 2 cells as the header has, found 1");
    refused("x,y\n1,a,b\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 2: must have 2 cells as the header has, found 3");
  }

  @Test
  void anEmptyTableIsRefused() throws IOException {
    refused("", "targetColumns", "y")
        .hasMessageEndingWith(": line 1: must name the columns; the file is empty");
    refused("x,y\n", "targetColumns", "y").hasMessageEndingWith(": must have at least one row");
  }

  @Test
  void aHeaderWithoutDistinctNamesIsRefused() throws IOException {
    refused("x,x\n1,a\n", "targetColumns", "x")
        .hasMessageEndingWith(": line 1: column x must stand there once");
    refused("x,,y\n1,2,a\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 1: column 2 must have a name");
  }

  @Test
  void oneClassIsNoTask() throws IOException {
    refused("x,y\n1,a\n2,a\n", "targetColumns", "y")
        .hasMessageEndingWith(": column y: must have from 2 to 1000 distinct labels, found 1");
  }

  @Test
  void aColumnOfManyNumbersIsNoLabel() throws IOException {
    StringBuilder table = new StringBuilder("x,y\n");
    for (int row = 0; row < 1001; row++) {
      table.append("0,").append(row).append('\n');
    }
    refused(table.toString(), "targetColumns", "y")
        .hasMessageEndingWith(
            ": column y: must have from 2 to 1000 distinct labels, found 1001;"
                + " is targetKind: numbers meant?");
  }

  @Test
  void aSplitThatIsNeitherTrainNorTestIsRefused() throws IOException {
    refused(
            "x,y,part\n1,a,valid\n",
            "targetColumns",
            "y",
            "holdOutBy",
            "column",
            "splitColumn",
            "part")
        .hasMessageEndingWith(": line 2, column part: must be train or test, found valid");
  }

  @Test
  void aTableThatIsHeldOutWhollyIsRefused() throws IOException {
    refused("x,y\n1,a\n2,b\n", "targetColumns", "y", "holdOutFraction", 0.9)
        .hasMessageEndingWith(": must have a row to train on; all 2 are held out");
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("table.csv");
    Files.write(file, "x,y\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(file, "targetColumns", "y")
        .hasMessageEndingWith("must be UTF-8 text, as all is that does not begin as Parquet does");
  }

  @Test
  void aPackedTableThatEndsEarlyIsRefused() throws IOException {
    StringBuilder table = new StringBuilder("x,y\n");
    Random random = new Random(3);
    for (int row = 0; row < 20_000; row++) {
      table.append(random.nextDouble()).append(row % 2 == 0 ? ",a\n" : ",b\n");
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(table.toString().getBytes(StandardCharsets.US_ASCII));
    }
    Path file = folder.resolve("table.csv.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    refused(file, "targetColumns", "y")
        .hasMessageMatching("(?s).*table.csv.gz: after line [0-9]{4,}: the gzip data are damaged");
  }

  @Test
  void anUnclosedQuoteIsRefused() throws IOException {
    refused("x,y\n1,a\n2,\"b\n3,a\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 3, column y: must stand on one line; is its quote closed?");
    refused("x,y\n\"1,a\n2,b\n", "targetColumns", "y")
        .hasMessageEndingWith(": line 2: must have 2 cells as the header has, found 1");
  }

  @Test
  void aDirectoryWithoutFilesIsRefused() throws IOException {
    refused(Files.createDirectory(folder.resolve("empty")), "targetColumns", "y")
        .hasMessageEndingWith("empty: must hold a file; the directory is empty");
  }

  @Test
  void filesOfDifferentWidthsAreRefused() throws IOException {
    Path table = Files.createDirectory(folder.resolve("table"));
    Files.writeString(table.resolve("a.csv"), "x,y\n1,a\n");
    Files.writeString(table.resolve("b.csv"), "x,w,y\n1,2,b\n");
    refused(table, "targetColumns", "y")
        .hasMessageEndingWith(
            "b.csv: header: must have 1 features as the files before it, found [x, w]");
  }

  private AbstractThrowableAssert<?, ?> refused(String table, Object... settings)
      throws IOException {
    return refused(Files.writeString(folder.resolve("table.csv"), table), settings);
  }

  private static AbstractThrowableAssert<?, ?> refused(Path file, Object... settings) {
    TableTask task = TableTasks.of(file, settings);
    return assertThatThrownBy(() -> new TableFamily().examples(task))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file:" + file);
  }
}
