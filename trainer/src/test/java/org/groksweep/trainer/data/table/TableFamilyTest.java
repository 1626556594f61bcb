package org.groksweep.trainer.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFamilyTest {

  private static final String FLOWERS =
      """
      width,height,kind
      1,10,rose
      2.5,-20,iris
      3e0,30,rose
      4,40,"tulip"
      5,50,iris
      """;

  @TempDir private Path folder;

  @Test
  void labelsAreTheDistinctValuesInTheirOrder() throws IOException {
    Examples examples = read(FLOWERS, "targetColumns", "kind", "holdOutFraction", 0.0);
    assertThat(examples.count()).isEqualTo(5);
    assertThat(examples.available()).isEqualTo(5);
    assertThat(examples.features()).isEqualTo(2);
    assertThat(examples.outputs()).isEqualTo(3);
    assertThat(examples.isClassification()).isTrue();
    assertThat(labels(examples)).containsExactly(1, 0, 1, 2, 0);
    assertThat(input(examples, 1)).containsExactly(2.5, -20);
    assertThat(input(examples, 2)).containsExactly(3, 30);
    double[] target = {7, 7, 7};
    examples.copyTarget(3, target, 0);
    assertThat(target).containsExactly(0, 0, 1);
  }

  @Test
  void labelsThatAreNumbersStandInTheOrderOfNumbers() throws IOException {
    String table = "x,digit\n0,10\n0,9\n0,9.0\n0,-1\n";
    Examples examples = read(table, "targetColumns", "digit", "holdOutFraction", 0.0);
    assertThat(labels(examples)).containsExactly(2, 1, 1, 0);
  }

  @Test
  void numbersAsTargetsMakeARegression() throws IOException {
    Examples examples =
        read(
            "a,b,c\n1,2,3\n4,5,6\n",
            "targetKind",
            "numbers",
            "targetColumns",
            "c, a",
            "holdOutFraction",
            0.0);
    assertThat(examples.isClassification()).isFalse();
    assertThat(examples.outputs()).isEqualTo(2);
    double[] target = new double[2];
    examples.copyTarget(1, target, 0);
    assertThat(target).containsExactly(6, 4);
    assertThat(input(examples, 1)).containsExactly(5);
  }

  @Test
  void featuresStandInTheOrderInWhichTheyAreNamed() throws IOException {
    Examples examples =
        read(
            FLOWERS,
            "targetColumns",
            "kind",
            "featureColumns",
            "height, width",
            "holdOutFraction",
            0.0);
    assertThat(input(examples, 0)).containsExactly(10, 1);
  }

  @Test
  void theSplitColumnDecidesTheHoldOut() throws IOException {
    String table = "x,y,split\n1,a,test\n2,b,train\n3,a,train\n4,b,test\n";
    Examples examples = read(table, "targetColumns", "y", "holdOutBy", "column");
    assertThat(examples.available()).isEqualTo(2);
    assertThat(examples.count()).isEqualTo(4);
    assertThat(inputs(examples)).containsExactly(2, 3, 1, 4);
    assertThat(labels(examples)).containsExactly(1, 0, 0, 1);
  }

  /** Of 30 and 10 rows a fifth is 6 and 2. */
  @Test
  void aFractionOfTheRowsIsHeldOutByClass() throws IOException {
    StringBuilder table = new StringBuilder("x,y\n");
    for (int row = 0; row < 40; row++) {
      table.append(row).append(row % 4 == 0 ? ",rare\n" : ",common\n");
    }
    Examples examples = read(table.toString(), "targetColumns", "y", "holdOutFraction", 0.2);
    assertThat(examples.available()).isEqualTo(32);
    int[] heldOut = Arrays.copyOfRange(labels(examples), 32, 40);
    assertThat(Arrays.stream(heldOut).sum()).as("rare ones").isEqualTo(2);
    assertThat(inputs(examples)).doesNotHaveDuplicates();
  }

  /** Of the rows that can be trained on, 1 and 3: mean 2, deviation 1; and 5 and 5: 5, none. */
  @Test
  void scalingSeesOnlyTheRowsThatCanBeTrainedOn() throws IOException {
    String table = "x,constant,y,split\n1,5,a,train\n3,5,b,train\n102,6,a,test\n";
    Examples examples =
        read(table, "targetColumns", "y", "holdOutBy", "column", "scaling", "standardize");
    assertThat(input(examples, 0)).containsExactly(-1, 0);
    assertThat(input(examples, 1)).containsExactly(1, 0);
    assertThat(input(examples, 2)).containsExactly(100, 1);
  }

  @Test
  void scaledFeaturesHaveMeanZeroAndDeviationOne() throws IOException {
    StringBuilder table = new StringBuilder("x,y\n");
    for (int row = 0; row < 50; row++) {
      table.append(row * row).append(row % 2 == 0 ? ",a\n" : ",b\n");
    }
    Examples examples = read(table.toString(), "targetColumns", "y", "scaling", "standardize");
    double[] available = Arrays.copyOf(inputs(examples), examples.available());
    Offset<Double> rounding = Offset.offset(1e-14);
    assertThat(Arrays.stream(available).average().orElseThrow()).isCloseTo(0, rounding);
    assertThat(Arrays.stream(available).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, rounding);
  }

  @Test
  void otherDelimitersQuotesAndAByteOrderMarkAreRead() throws IOException {
    String table = "\uFEFF\"x\";kind\r\n1; \"a;b\" \r\n2;\"c \"\"d\"\"\"\r\n";
    Examples examples =
        read(table, "targetColumns", "kind", "delimiter", "semicolon", "holdOutFraction", 0.0);
    assertThat(inputs(examples)).containsExactly(1, 2);
    assertThat(labels(examples)).containsExactly(0, 1);
  }

  @Test
  void packedTablesHoldTheSameExamples() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(FLOWERS.getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("flowers.csv.gz"), packed.toByteArray());
    assertThat(examples(TableTasks.of(file, "targetColumns", "kind")).fingerprint())
        .isEqualTo(read(FLOWERS, "targetColumns", "kind").fingerprint());
  }

  @Test
  void theFilesOfADirectoryAreReadInTheOrderOfTheirNames() throws IOException {
    Path table = Files.createDirectory(folder.resolve("table"));
    Files.writeString(table.resolve("part-1.csv"), "x,y\n3,a\n");
    Files.writeString(table.resolve("part-0.csv"), "x,y\n1,a\n2,b\n");
    Files.writeString(table.resolve("_SUCCESS"), "");
    Files.writeString(table.resolve(".hidden"), "x");
    TableTask task = TableTasks.of(table, "targetColumns", "y", "holdOutFraction", 0.0);
    assertThat(inputs(examples(task))).containsExactly(1, 2, 3);
  }

  @Test
  void inFileOrderTheExamplesSaySo() throws IOException {
    assertThat(read(FLOWERS, "targetColumns", "kind", "order", "file").order())
        .isEqualTo(ExampleOrder.FILE);
    assertThat(read(FLOWERS, "targetColumns", "kind").order()).isEqualTo(ExampleOrder.SHUFFLED);
  }

  @Test
  void oneChangedCellChangesTheFingerprint() throws IOException {
    assertThat(read(FLOWERS, "targetColumns", "kind").fingerprint())
        .isEqualTo(read(FLOWERS, "targetColumns", "kind").fingerprint())
        .isNotEqualTo(read(FLOWERS.replace("50", "51"), "targetColumns", "kind").fingerprint());
  }

  @Test
  void thePathIsNoPartOfTheIdentity() {
    assertThat(CanonicalJson.of(TableTasks.of(folder.resolve("a.csv"), "targetColumns", "kind")))
        .isEqualTo(
            "{\"type\":\"table\",\"targetKind\":\"LABELS\",\"targetColumns\":[\"kind\"],"
                + "\"featureColumns\":[],\"scaling\":\"NONE\",\"holdOutBy\":\"FRACTION\","
                + "\"holdOutFraction\":0.2,\"splitColumn\":\"split\",\"order\":\"SHUFFLED\"}");
  }

  @Test
  void twoColumnsOfLabelsAreRefused() {
    assertThatThrownBy(() -> TableTasks.of(folder, "targetColumns", "a,b"))
        .hasMessage("targetColumns: [a, b] must be one column for targetKind labels");
    assertThatThrownBy(() -> TableTasks.of(folder, "targetColumns", "a", "holdOutFraction", 1.0))
        .hasMessage("holdOutFraction: 1.0 must be in [0, 1)");
    assertThatThrownBy(() -> TableTasks.of(folder, "targetColumns", "*"))
        .hasMessage("targetColumns: must name at least one column");
  }

  private Examples read(String table, Object... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), table);
    return examples(TableTasks.of(file, settings));
  }

  private static Examples examples(TableTask task) throws IOException {
    return new TableFamily().examples(task);
  }

  private static double[] input(Examples examples, int example) {
    double[] input = new double[examples.features()];
    examples.copyInput(example, input, 0);
    return input;
  }

  /** The first feature of every example. */
  private static double[] inputs(Examples examples) {
    double[] inputs = new double[examples.count()];
    Arrays.setAll(inputs, example -> input(examples, example)[0]);
    return inputs;
  }

  private static int[] labels(Examples examples) {
    int[] labels = new int[examples.count()];
    Arrays.setAll(labels, examples::label);
    return labels;
  }
}
