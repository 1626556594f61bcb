package org.groksweep.trainer.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TestSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesFamilyTest {

  @TempDir private Path folder;
  private IdxFiles files;

  @BeforeEach
  void writeFiles() throws IOException {
    files = IdxFiles.written(folder);
  }

  @Test
  void theTestFilesAreTheHoldOut() throws IOException {
    Examples examples = IdxFiles.read(files.task());
    assertThat(examples.count()).isEqualTo(9);
    assertThat(examples.available()).isEqualTo(6);
    assertThat(examples.features()).isEqualTo(16);
    assertThat(examples.outputs()).isEqualTo(10);
    assertThat(examples.isClassification()).isTrue();
    assertThat(examples.label(5)).isEqualTo(5);
    assertThat(examples.label(6)).isZero();
    assertThat(new Split(examples, SeedStreams.of(3)).test(2, TestSet.HOLD_OUT))
        .containsExactly(6, 7, 8);
  }

  @Test
  void anInputIsTheImageRowByRowAsAShareOfWhite() throws IOException {
    double[] input = new double[18];
    IdxFiles.read(files.task()).copyInput(2, input, 1);
    assertThat(input[0]).isZero();
    assertThat(input[1]).isEqualTo(32 / 255.0);
    assertThat(input[16]).isEqualTo(47 / 255.0);
    assertThat(input[17]).isZero();
  }

  @Test
  void brightPixelsAreNotNegative() throws IOException {
    byte[] images = IdxFiles.images(6);
    images[16] = (byte) 255;
    files.write("train-images", images);
    double[] input = new double[16];
    IdxFiles.read(files.task()).copyInput(0, input, 0);
    assertThat(input[0]).isEqualTo(1);
  }

  /** The square at the top right of image 0 has the pixels 2, 3, 6 and 7. */
  @Test
  void poolingTakesTheMeanOfSquares() throws IOException {
    Examples examples =
        IdxFiles.read(files.task(2, ExampleOrder.SHUFFLED, Integer.MAX_VALUE, Integer.MAX_VALUE));
    double[] input = new double[4];
    examples.copyInput(0, input, 0);
    assertThat(examples.features()).isEqualTo(4);
    assertThat(input)
        .containsExactly(10 / 4.0 / 255, 18 / 4.0 / 255, 42 / 4.0 / 255, 50 / 4.0 / 255);
  }

  @Test
  void aTargetIsTheOneHotLabel() throws IOException {
    double[] target = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    IdxFiles.read(files.task()).copyTarget(3, target, 0);
    assertThat(target).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void inFileOrderEverySeedTrainsOnTheFirstOfTheFile() throws IOException {
    Examples examples =
        IdxFiles.read(files.task(1, ExampleOrder.FILE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    for (long seed : new long[] {0, 1, 2}) {
      Split split = new Split(examples, SeedStreams.of(seed));
      assertThat(split.train(4)).containsExactly(0, 1, 2, 3);
      assertThat(split.test(4, TestSet.HOLD_OUT)).containsExactly(6, 7, 8);
      assertThat(split.test(4, TestSet.COMPLEMENT)).containsExactly(4, 5, 6, 7, 8);
    }
  }

  @Test
  void shuffledSeedsTrainOnSubsetsOfTheirOwn() throws IOException {
    Examples examples = IdxFiles.read(files.task());
    assertThat(new Split(examples, SeedStreams.of(1)).train(6))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5)
        .isNotEqualTo(new Split(examples, SeedStreams.of(2)).train(6));
  }

  @Test
  void theFirstOfEachFileAreKept() throws IOException {
    Examples examples = IdxFiles.read(files.task(1, ExampleOrder.SHUFFLED, 4, 2));
    assertThat(examples.available()).isEqualTo(4);
    assertThat(examples.count()).isEqualTo(6);
    assertThat(examples.label(3)).isEqualTo(3);
    assertThat(examples.label(4)).isZero();
    assertThat(examples.label(5)).isEqualTo(1);
  }

  @Test
  void withoutTestFilesThereIsNoHoldOut() throws IOException {
    ImagesTask task =
        new ImagesTask(
            files.path("train-images"),
            files.path("train-labels"),
            ImagesTask.NONE,
            ImagesTask.NONE,
            10,
            1,
            ExampleOrder.SHUFFLED,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);
    Examples examples = IdxFiles.read(task);
    assertThat(examples.count()).isEqualTo(6);
    assertThat(examples.available()).isEqualTo(6);
  }

  @Test
  void packedFilesHoldTheSameExamples() throws IOException {
    String plain = IdxFiles.read(files.task()).fingerprint();
    files.pack("train-images", IdxFiles.images(6));
    files.pack("test-labels", IdxFiles.labels(3));
    assertThat(IdxFiles.read(files.task()).fingerprint()).isEqualTo(plain).hasSize(64);
  }

  @Test
  void oneChangedPixelChangesTheFingerprint() throws IOException {
    String before = IdxFiles.read(files.task()).fingerprint();
    byte[] images = IdxFiles.images(3);
    images[20]++;
    files.write("test-images", images);
    assertThat(IdxFiles.read(files.task()).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void pathsAreNoPartOfTheIdentity() {
    assertThat(CanonicalJson.of(files.task()))
        .isEqualTo(
            "{\"type\":\"images\",\"classes\":10,\"pooling\":1,\"order\":\"SHUFFLED\","
                + "\"availableExamples\":2147483647,\"testExamples\":2147483647}");
  }

  @Test
  void aConfigNeedsOnlyTheTrainingFiles() throws IOException {
    ImagesFamily family = new ImagesFamily();
    Map<String, Object> values = new HashMap<>();
    family
        .keys()
        .forEach(key -> key.defaultValue().ifPresent(value -> values.put(key.shortName(), value)));
    values.put("trainImages", files.path("train-images"));
    values.put("trainLabels", files.path("train-labels"));
    ImagesTask task = (ImagesTask) family.spec(new Settings(values));
    assertThat(task.trainImages()).isEqualTo("file:" + files.path("train-images"));
    assertThat(family.examples(task).count()).isEqualTo(6);
  }

  @Test
  void aRelativePathStartsAtTheWorkingDirectory() {
    assertThat(new DataFiles().qualified("data/x"))
        .isEqualTo("file:" + Path.of("data/x").toAbsolutePath());
  }

  @Test
  void testImagesWithoutLabelsAreRefused() {
    assertThatThrownBy(
            () ->
                new ImagesTask(
                    "a", "b", "c", "none", 10, 1, ExampleOrder.FILE, 1, Integer.MAX_VALUE))
        .hasMessage("testImages: c and testLabels: none must both be files, or both none");
  }

  @Test
  void numbersOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> files.task(0, ExampleOrder.FILE, 1, 1))
        .hasMessage("pooling: 0 must be at least 1");
    assertThatThrownBy(() -> new ImagesTask("a", "b", "c", "d", 257, 1, ExampleOrder.FILE, 1, 1))
        .hasMessage("classes: 257 must be at most 256, since a label is one byte");
  }
}
