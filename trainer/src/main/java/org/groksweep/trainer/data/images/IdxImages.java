package org.groksweep.trainer.data.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;

/**
 * The first images of an IDX file and their labels, as bytes: 60,000 images of 28 × 28 pixels take
 * 47 MB, where doubles would take 376 MB.
 */
final class IdxImages {

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final String EXCHANGED = "; are the files of images and labels exchanged?";

  /** Images in the file, of which {@link #count} are kept. */
  private final int inFile;

  private final int count;
  private final int rows;
  private final int columns;

  /** [count, rows, columns], each from 0 to 255. */
  private final byte[] pixels;

  /** [count], each from 0 to 255. */
  private final byte[] labels;

  private IdxImages(int inFile, int count, int rows, int columns, byte[] pixels, byte[] labels) {
    this.inFile = inFile;
    this.count = count;
    this.rows = rows;
    this.columns = columns;
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * Reads both files to their ends and keeps the first images.
   *
   * @param most so many images are kept, or all where the file has fewer
   * @param classes labels lie below it
   * @throws DataException if a file is not what it should be, with what is wrong with the other
   */
  static IdxImages read(
      DataFiles files, String imagesPath, String labelsPath, int classes, int most)
      throws IOException {
    List<DataException> problems = new ArrayList<>();
    Optional<IdxImages> images =
        DataException.noting(problems, () -> unlabelled(files, imagesPath, most));
    Optional<byte[]> labels =
        DataException.noting(problems, () -> readLabels(files, labelsPath, classes));
    if (images.isPresent() && labels.isPresent() && images.get().inFile != labels.get().length) {
      problems.add(
          new DataException(
              labelsPath,
              "offset 4",
              "must have as many labels as %s has images, %d; found %d"
                  .formatted(imagesPath, images.get().inFile, labels.get().length)));
    }
    DataException.throwAll(problems);
    return images.orElseThrow().with(labels.orElseThrow());
  }

  private static IdxImages unlabelled(DataFiles files, String path, int most) throws IOException {
    try (IdxReader images = new IdxReader(path, files.open(path))) {
      magic(images, IMAGES_MAGIC, LABELS_MAGIC, "images");
      int count = images.count("images");
      int rows = images.count("rows of pixels");
      int columns = images.count("columns of pixels");
      int kept = Math.min(count, most);
      byte[] pixels = pixels(images, count, kept, (long) rows * columns);
      return new IdxImages(count, kept, rows, columns, pixels, new byte[0]);
    }
  }

  private static byte[] readLabels(DataFiles files, String path, int classes) throws IOException {
    try (IdxReader labels = new IdxReader(path, files.open(path))) {
      magic(labels, LABELS_MAGIC, IMAGES_MAGIC, "labels");
      return labels(labels, labels.count("labels"), classes);
    }
  }

  private IdxImages with(byte[] ofImages) {
    return new IdxImages(inFile, count, rows, columns, pixels, ofImages);
  }

  private static void magic(IdxReader file, int expected, int exchanged, String what)
      throws IOException {
    int found = file.integer("the magic number");
    if (found != expected) {
      throw file.wrong(
          0,
          "the magic number of a file of %s must be 0x%08x, found 0x%08x%s"
              .formatted(what, expected, found, found == exchanged ? EXCHANGED : ""));
    }
  }

  private static byte[] pixels(IdxReader images, int count, int kept, long size)
      throws IOException {
    // Divided, since the product of three numbers of a damaged header need not fit a long.
    if (size > (Integer.MAX_VALUE - Long.BYTES) / kept) {
      throw images.wrong(
          4,
          "%d images of %d pixels are more than an array can hold; lower availableExamples"
              .formatted(kept, size));
    }
    byte[] pixels = images.bytes((int) (size * kept), "the pixels");
    images.skip(size * (count - kept), "the pixels");
    images.end("the pixels");
    return pixels;
  }

  private static byte[] labels(IdxReader file, int count, int classes) throws IOException {
    byte[] labels = file.bytes(count, "the labels");
    file.end("the labels");
    for (int i = 0; i < count; i++) {
      if (Byte.toUnsignedInt(labels[i]) >= classes) {
        throw file.wrong(
            2 * Integer.BYTES + i,
            "a label must be in [0, %d], found %d"
                .formatted(classes - 1, Byte.toUnsignedInt(labels[i])));
      }
    }
    return labels;
  }

  int count() {
    return count;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int label(int image) {
    return Byte.toUnsignedInt(labels[image]);
  }

  /** The sum of a square of pixels, in [0, 255·side²]. */
  int sum(int image, int firstRow, int firstColumn, int side) {
    int sum = 0;
    for (int row = firstRow; row < firstRow + side; row++) {
      int start = (image * rows + row) * columns + firstColumn;
      for (int pixel = start; pixel < start + side; pixel++) {
        sum += Byte.toUnsignedInt(pixels[pixel]);
      }
    }
    return sum;
  }
}
