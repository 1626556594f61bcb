package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code run} says of a user's data file that is not what it should be: the file, the place
 * and what should stand there; exit code 2, and nothing is written.
 */
class BadDataTest {

  private static final String IMAGES_CONFIG =
      """
      name: own
      task: {type: images, trainImages: '%s', trainLabels: '%s', trainExamples: 2,
             testSet: complement}
      model: {type: mlp, depth: 2, width: 4}
      optimizer: {type: sgd, learningRate: 0.1}
      maxSteps: 10
      seeds: 2
      """;

  private static final String TABLE_CONFIG =
      """
      name: own
      task: {type: table, file: '%s', targetColumns: y, trainExamples: 2, holdOutFraction: 0.25}
      model: {type: mlp, depth: 2, width: 4}
      optimizer: {type: sgd, learningRate: 0.1}
      maxSteps: 10
      seeds: 2
      """;

  private static final byte[] IMAGES = images();
  private static final byte[] LABELS = new byte[] {0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 2, 3};
  private static final String TABLE = "x,y\n1,a\n2,b\n3,a\n4,b\n";

  @TempDir Path folder;

  /** A data file and what is said of it. */
  private static final class Case {

    private final String what;

    /** Begins as what it is for; there is none whose name ends with elsewhere. */
    private final String file;

    private final byte[] content;

    /** A pattern of what follows the file's path in the message. */
    private final String message;

    Case(String what, String file, byte[] content, String message) {
      this.what = what;
      this.file = file;
      this.content = content;
      this.message = message;
    }

    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeEach
  void writeWhatIsRight() throws IOException {
    Files.write(folder.resolve("images"), IMAGES);
    Files.write(folder.resolve("labels"), LABELS);
  }

  static Stream<Case> wrong() throws IOException {
    return Stream.of(idx(), csv(), parquet()).flatMap(List::stream);
  }

  private static List<Case> idx() throws IOException {
    byte[] packed = gzip(IMAGES);
    return List.of(
        new Case(
            "IDX: short",
            "images",
            Arrays.copyOf(IMAGES, 20),
            "offset 20: the file ends in the middle of the pixels, which go to offset 32"),
        new Case(
            "IDX: short header",
            "labels",
            Arrays.copyOf(LABELS, 6),
            "offset 6: the file ends in the middle of the number of labels, which go to offset 8"),
        new Case("IDX: empty", "images", new byte[0], "offset 0: the file ends in the middle .*"),
        new Case(
            "IDX: bytes after the end",
            "labels",
            Arrays.copyOf(LABELS, 13),
            "offset 12: the file must end after the labels, and more bytes follow"),
        new Case(
            "IDX: wrong magic",
            "images",
            TABLE.getBytes(StandardCharsets.UTF_8),
            "offset 0: the magic number of a file of images must be 0x00000803, found 0x782c790a"),
        new Case(
            "IDX: labels where images belong",
            "images",
            LABELS,
            "offset 0: the magic number .*; are the files of images and labels exchanged\\?"),
        new Case(
            "IDX: images where labels belong",
            "labels",
            IMAGES,
            "offset 0: the magic number .*; are the files of images and labels exchanged\\?"),
        new Case(
            "IDX: labels of other images",
            "labels",
            with(Arrays.copyOf(LABELS, 11), 4, 3),
            "offset 4: must have as many labels as .*/images has images, 4; found 3"),
        new Case(
            "IDX: a label beyond the classes",
            "labels",
            new byte[] {0, 0, 8, 1, 0, 0, 0, 4, 0, 1, (byte) 255, 3},
            "offset 10: a label must be in \\[0, 9\\], found 255"),
        new Case(
            "IDX: 4294967295 images",
            "images",
            with(IMAGES.clone(), 4, -1),
            "offset 4: the number of images must be from 1 to 2147483647, found 4294967295"),
        new Case(
            "IDX: no rows",
            "images",
            with(IMAGES.clone(), 8, 0),
            "offset 8: the number of rows of pixels must be from 1 to 2147483647, found 0"),
        new Case(
            "IDX: images of 2147483647 rows",
            "images",
            with(IMAGES.clone(), 8, Integer.MAX_VALUE),
            "offset 4: 4 images of 4294967294 pixels are more than an array can hold; .*"),
        new Case(
            "IDX: truncated gzip",
            "images.gz",
            Arrays.copyOf(packed, packed.length - 12),
            "offset [0-9]+: the gzip data end in the middle of .*"),
        new Case(
            "IDX: corrupt gzip",
            "images.gz",
            with(packed.clone(), packed.length - 8, 7),
            "offset 32: the gzip data are damaged after the pixels: Corrupt GZIP trailer"),
        new Case(
            "IDX: begins as gzip",
            "images.gz",
            new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9},
            "offset 0: is not the gzip file that it begins as"),
        new Case("IDX: missing", "images-elsewhere", new byte[0], "does not exist"));
  }

  private static List<Case> csv() throws IOException {
    byte[] packed = gzip(TABLE.repeat(1000).replace("\nx,y", "").getBytes(StandardCharsets.UTF_8));
    return List.of(
        text("CSV: a word for a number", "x,y\n1,a\ntwo,b\n", "line 3, column x: .*, found two"),
        text("CSV: NaN", "x,y\nNaN,a\n", "line 2, column x: must be a finite number, found NaN"),
        text("CSV: 1e999", "x,y\n1e999,a\n", "line 2, column x: must be a finite number, .*"),
        text(
            "CSV: a fraction for a label",
            "x,y\n1,0\n2,0.5\n",
            "line 3, column y: a label must be a text or a whole number, found 0.5; is targetKind:"
                + " numbers meant\\?"),
        text(
            "CSV: NaN for a label",
            "x,y\n1,0\n2,nan\n",
            "line 3, column y: a label must be a text or a whole number, found nan"),
        text("CSV: no label", "x,y\n1,a\n2,\n", "line 3, column y: must not be empty"),
        text(
            "CSV: no column of labels",
            "x,z\n1,a\n",
            "header: must have the column y, found \\[x, z\\]"),
        text("CSV: a short line", "x,y\n1,a\n2\n", "line 3: must have 2 cells as the header .*"),
        text("CSV: empty", "", "line 1: must name the columns; the file is empty"),
        text("CSV: a header alone", "x,y\n", "must have at least one row"),
        new Case(
            "CSV: Latin-1",
            "table.csv",
            "x,y\n1,ä\n".getBytes(StandardCharsets.ISO_8859_1),
            "after line 1: must be UTF-8 text, .*"),
        new Case(
            "CSV: truncated gzip",
            "table.csv.gz",
            Arrays.copyOf(packed, packed.length - 12),
            "after line [0-9]+: the gzip data are damaged"),
        new Case("CSV: missing", "table-elsewhere", new byte[0], "does not exist"));
  }

  private static Case text(String what, String content, String message) {
    return new Case(what, "table.csv", content.getBytes(StandardCharsets.UTF_8), message);
  }

  private static List<Case> parquet() throws IOException {
    byte[] whole = parquet(1, 2, 3);
    byte[] headless = whole.clone();
    Arrays.fill(headless, 0, 4, (byte) 0xff);
    return List.of(
        parquet("short", Arrays.copyOf(whole, whole.length / 2), "footer: cannot be read as .*"),
        parquet("no magic", headless, "after line 1: must be UTF-8 text, as all is that does .*"),
        parquet("corrupt page", flipped(whole, 30), "row 1: cannot be read as Parquet: .*"),
        parquet(
            "wrong length of the footer",
            flipped(whole, whole.length - 8),
            "footer: cannot be read as Parquet: .*"),
        parquet("a fraction for a label", parquet(1, 2.5, 3), "row 2, column y: .*, found 2.5; .*"),
        parquet("NaN", parquet(1, Double.NaN, 3), "row 2, column (x|y): .* found NaN"),
        new Case(
            "Parquet: empty", "table.parquet", new byte[0], "line 1: must name the columns; .*"));
  }

  private static Case parquet(String what, byte[] content, String message) {
    return new Case("Parquet: " + what, "table.parquet", content, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void aWrongFileIsToldWithItsPlaceAndNothingIsWritten(Case wrong) throws IOException {
    Path file = folder.resolve(wrong.file);
    if (!wrong.file.endsWith("-elsewhere")) {
      Files.write(file, wrong.content);
    }

    Said said = said("run", file, "--out", folder.resolve("out").toString());

    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(said.text().lines())
        .as(said.text())
        .filteredOn(line -> line.contains("has a wrong file"))
        .singleElement()
        .asString()
        .matches(
            "(?s).*task: (images|table) has a wrong file: file:\\Q"
                + file
                + "\\E: "
                + wrong.message
                + ".*");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("right")
  void aFileIsReadAsItsContentsSayWhateverItsName(Case right) throws IOException {
    Path file = Files.write(folder.resolve(right.file), right.content);

    Said said = said("plan", file);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("2 trials");
  }

  static Stream<Case> right() throws IOException {
    byte[] table = TABLE.getBytes(StandardCharsets.UTF_8);
    byte[] signs = TABLE.replace('a', '1').replace("b", "-1").getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new Case("plain IDX named .gz", "images.gz", IMAGES, ""),
        new Case("packed IDX named plainly", "images", gzip(IMAGES), ""),
        new Case("CSV named .parquet", "table.parquet", table, ""),
        new Case("CSV named .gz", "table.csv.gz", table, ""),
        new Case("packed CSV", "table.csv", gzip(table), ""),
        new Case("Parquet named .csv", "table.csv", parquet(1, 2, 1, 2), ""),
        new Case("labels 1 and -1", "table.csv", signs, ""));
  }

  @Test
  void aDirectoryIsNoImageFileAndAnEmptyOneNoTable() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("images-directory"));
    assertThat(said("run", directory).text())
        .contains("file:" + directory + ": must be a file, not a directory");
    Path empty = Files.createDirectory(folder.resolve("table-directory"));
    assertThat(said("run", empty).text())
        .contains("file:" + empty + ": must hold a file; the directory is empty");
  }

  private record Said(int code, String text) {}

  /** A command on the config whose data file is the given one. */
  private Said said(String command, Path file, String... more) throws IOException {
    String name = file.getFileName().toString();
    String config =
        switch (name.replaceAll("[.-].*", "")) {
          case "images" -> IMAGES_CONFIG.formatted(file, folder.resolve("labels"));
          case "labels" -> IMAGES_CONFIG.formatted(folder.resolve("images"), file);
          default -> TABLE_CONFIG.formatted(file);
        };
    Path yaml = Files.writeString(folder.resolve("own.yaml"), config);
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    String[] arguments =
        Stream.concat(Stream.of(command, yaml.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    int code = Main.execute(out, out, arguments);
    out.flush();
    return new Said(code, printed.toString());
  }

  private static byte[] images() {
    ByteBuffer file = ByteBuffer.allocate(16 + 4 * 4);
    file.putInt(0x803).putInt(4).putInt(2).putInt(2);
    for (int pixel = 0; pixel < 16; pixel++) {
      file.put((byte) (17 * pixel));
    }
    return file.array();
  }

  private static byte[] with(byte[] file, int offset, int number) {
    ByteBuffer.wrap(file).putInt(offset, number);
    return file;
  }

  private static byte[] flipped(byte[] file, int offset) {
    byte[] copy = file.clone();
    copy[offset] ^= 0x55;
    return copy;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(content);
    }
    return bytes.toByteArray();
  }

  /** A table of x and y, both of which are the given numbers. */
  private static byte[] parquet(double... numbers) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType("message t { required double x; required double y; }");
    Path file = Files.createTempDirectory("groksweep-test-").resolve("table.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).build()) {
      for (double number : numbers) {
        SimpleGroup row = new SimpleGroup(schema);
        row.add("x", number);
        row.add("y", number);
        writer.write(row);
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    Files.delete(file.getParent());
    return bytes;
  }
}
