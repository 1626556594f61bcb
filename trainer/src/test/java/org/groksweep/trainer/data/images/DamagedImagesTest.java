package org.groksweep.trainer.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message names the file, the offset and what should stand there. */
class DamagedImagesTest {

  @TempDir private Path folder;
  private IdxFiles files;

  @BeforeEach
  void writeFiles() throws IOException {
    files = IdxFiles.written(folder);
  }

  @Test
  void anErrorNamesFilePlaceAndExpectation() throws IOException {
    files.write("train-images", IdxFiles.labels(6));
    DataException error =
        catchThrowableOfType(DataException.class, () -> IdxFiles.read(files.task()));
    assertThat(error.file()).isEqualTo(files.path("train-images"));
    assertThat(error.place()).isEqualTo("offset 0");
    assertThat(error.expectation())
        .isEqualTo(
            "the magic number of a file of images must be 0x00000803, found 0x00000801;"
                + " are the files of images and labels exchanged?");
  }

  @Test
  void everyWrongFileIsTold() throws IOException {
    files.write("train-images", Arrays.copyOf(IdxFiles.images(6), 50));
    files.write("train-labels", "label\n3\n".getBytes(StandardCharsets.US_ASCII));
    files.write("test-images", IdxFiles.labels(3));
    DataException error =
        catchThrowableOfType(DataException.class, () -> IdxFiles.read(files.task()));
    assertThat(error.all())
        .extracting(DataException::file)
        .containsExactly(
            files.path("train-images"), files.path("train-labels"), files.path("test-images"));
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    files.write("train-labels", "label\n3\n".getBytes(StandardCharsets.US_ASCII));
    refused("train-labels")
        .hasMessageEndingWith(
            ": offset 0: the magic number of a file of labels must be 0x00000801, found 0x6c616265");
  }

  @Test
  void aFileThatEndsInAnImageIsRefused() throws IOException {
    files.write("train-images", Arrays.copyOf(IdxFiles.images(6), 16 + 5 * 16 + 7));
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 103: the file ends in the middle of the pixels, which go to offset 112");
  }

  @Test
  void aFileThatEndsInImagesThatAreNotKeptIsRefused() throws IOException {
    files.write("train-images", Arrays.copyOf(IdxFiles.images(6), 16 + 5 * 16 + 7));
    ImagesTask task = files.task(1, ExampleOrder.FILE, 2, 3);
    assertThatThrownBy(() -> IdxFiles.read(task))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith(
            ": offset 103: the file ends in the middle of the pixels, which go to offset 112");
  }

  @Test
  void aFileThatEndsInItsHeaderIsRefused() throws IOException {
    files.write("test-images", Arrays.copyOf(IdxFiles.images(3), 10));
    refused("test-images")
        .hasMessageEndingWith(
            ": offset 10: the file ends in the middle of the number of rows of pixels, which go to"
                + " offset 12");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    files.write("train-images", new byte[0]);
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 0: the file ends in the middle of the magic number, which go to offset 4");
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    files.write("train-labels", Arrays.copyOf(IdxFiles.labels(6), 15));
    refused("train-labels")
        .hasMessageEndingWith(
            ": offset 14: the file must end after the labels, and more bytes follow");
  }

  @Test
  void differentCountsOfImagesAndLabelsAreRefused() throws IOException {
    files.write("train-labels", IdxFiles.labels(5));
    refused("train-labels")
        .hasMessageEndingWith(
            ": offset 4: must have as many labels as %s has images, 6; found 5"
                .formatted(files.path("train-images")));
  }

  @Test
  void aLabelBeyondTheClassesIsRefused() throws IOException {
    byte[] labels = IdxFiles.labels(6);
    labels[8 + 4] = (byte) 200;
    files.write("train-labels", labels);
    refused("train-labels")
        .hasMessageEndingWith(": offset 12: a label must be in [0, 9], found 200");
  }

  @Test
  void aFileWithoutImagesIsRefused() throws IOException {
    files.write("train-images", IdxFiles.images(0));
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 4: the number of images must be from 1 to 2147483647, found 0");
  }

  @Test
  void aHeaderThatPromisesTooMuchIsRefusedWithoutTheMemory() throws IOException {
    ByteBuffer images = ByteBuffer.wrap(IdxFiles.images(6));
    images.putInt(8, Integer.MAX_VALUE).putInt(12, Integer.MAX_VALUE);
    files.write("train-images", images.array());
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 4: 6 images of 4611686014132420609 pixels are more than an array can hold;"
                + " lower availableExamples");

    images.putInt(8, 1 << 14).putInt(12, 1 << 14);
    files.write("train-images", images.array());
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 112: the file ends in the middle of the pixels, which go to offset"
                + " 1610612752");
  }

  @Test
  void aTestFileOfAnotherShapeIsRefused() throws IOException {
    ByteBuffer images = ByteBuffer.wrap(IdxFiles.images(3));
    images.putInt(8, 2).putInt(12, 8);
    files.write("test-images", images.array());
    refused("test-images")
        .hasMessageEndingWith(
            ": offset 8: must have images of 4 × 4 pixels as %s has, found 2 × 8"
                .formatted(files.path("train-images")));
  }

  @Test
  void poolingThatDoesNotFitIsRefused() {
    ImagesTask task = files.task(3, ExampleOrder.FILE, 6, 3);
    assertThatThrownBy(() -> IdxFiles.read(task))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith(
            ": offset 8: pooling: 3 must divide the height and the width of the images, 4 × 4"
                + " pixels");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(folder.resolve("test-labels"));
    refused("test-labels").hasMessage(files.path("test-labels") + ": does not exist");
  }

  @Test
  void aDirectoryIsRefused() throws IOException {
    Files.delete(folder.resolve("test-labels"));
    Files.createDirectory(folder.resolve("test-labels"));
    refused("test-labels").hasMessageEndingWith(": must be a file, not a directory");
  }

  @Test
  void aPackedFileThatEndsEarlyIsRefused() throws IOException {
    files.pack("train-images", IdxFiles.images(6));
    Path packed = folder.resolve("train-images");
    byte[] whole = Files.readAllBytes(packed);
    files.write("train-images", Arrays.copyOf(whole, whole.length / 2));
    refused("train-images").hasMessageContaining(": the gzip data end in the middle of the pixels");
  }

  @Test
  void aPackedFileWithAWrongChecksumIsRefused() throws IOException {
    files.pack("train-images", IdxFiles.images(6));
    byte[] packed = Files.readAllBytes(folder.resolve("train-images"));
    packed[packed.length - 8]++;
    files.write("train-images", packed);
    refused("train-images")
        .hasMessageEndingWith(
            ": offset 112: the gzip data are damaged after the pixels: Corrupt GZIP trailer");
  }

  @Test
  void aFileThatOnlyBeginsAsGzipIsRefused() throws IOException {
    files.write("train-images", new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    refused("train-images")
        .hasMessageEndingWith(": offset 0: is not the gzip file that it begins as");
  }

  @Test
  void aPathOfAnUnknownSchemeIsRefused() {
    assertThatThrownBy(() -> new DataFiles().qualified("nfs://a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nfs://a/b: No FileSystem for scheme \"nfs\"");
  }

  private AbstractThrowableAssert<?, ?> refused(String name) {
    return assertThatThrownBy(() -> IdxFiles.read(files.task()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(files.path(name) + ": ");
  }
}
