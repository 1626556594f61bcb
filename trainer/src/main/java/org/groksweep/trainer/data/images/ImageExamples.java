package org.groksweep.trainer.data.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;
import org.groksweep.trainer.data.ImageShape;

/**
 * Images as examples, first those of the training files, then the hold-out of the test files. An
 * input is the image row by row, each number the mean of a square of pixels as a share of the
 * brightest, in [0, 1]. The pixels are kept as bytes and become numbers where they are copied.
 */
final class ImageExamples implements Examples {

  private static final double BRIGHTEST = 255;

  private final ImagesTask task;
  private final IdxImages train;
  private final Optional<IdxImages> test;

  private ImageExamples(ImagesTask task, IdxImages train, Optional<IdxImages> test) {
    this.task = task;
    this.train = train;
    this.test = test;
  }

  /**
   * Reads the task's files.
   *
   * @throws DataException if any is not what it should be, with what is wrong with the others
   */
  static ImageExamples read(ImagesTask task, DataFiles files) throws IOException {
    List<DataException> problems = new ArrayList<>();
    Optional<IdxImages> train =
        DataException.noting(
            problems,
            () ->
                IdxImages.read(
                    files,
                    task.trainImages(),
                    task.trainLabels(),
                    task.classes(),
                    task.availableExamples()));
    Optional<IdxImages> test =
        task.hasTestFiles()
            ? DataException.noting(
                problems,
                () ->
                    IdxImages.read(
                        files,
                        task.testImages(),
                        task.testLabels(),
                        task.classes(),
                        task.testExamples()))
            : Optional.empty();
    DataException.throwAll(problems);
    checkPooling(task, train.orElseThrow());
    if (test.isPresent()) {
      checkSize(task, train.orElseThrow(), test.get());
    }
    return new ImageExamples(task, train.orElseThrow(), test);
  }

  private static void checkSize(ImagesTask task, IdxImages train, IdxImages test)
      throws DataException {
    if (test.rows() != train.rows() || test.columns() != train.columns()) {
      throw new DataException(
          task.testImages(),
          "offset 8",
          "must have images of %d × %d pixels as %s has, found %d × %d"
              .formatted(
                  train.rows(), train.columns(), task.trainImages(), test.rows(), test.columns()));
    }
  }

  private static void checkPooling(ImagesTask task, IdxImages images) throws DataException {
    if (images.rows() % task.pooling() != 0 || images.columns() % task.pooling() != 0) {
      throw new DataException(
          task.trainImages(),
          "offset 8",
          "pooling: %d must divide the height and the width of the images, %d × %d pixels"
              .formatted(task.pooling(), images.rows(), images.columns()));
    }
  }

  @Override
  public int count() {
    return train.count() + test.map(IdxImages::count).orElse(0);
  }

  @Override
  public int available() {
    return train.count();
  }

  @Override
  public int features() {
    return shape().height() * shape().width();
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.of(shape());
  }

  private ImageShape shape() {
    return new ImageShape(train.rows() / task.pooling(), train.columns() / task.pooling());
  }

  @Override
  public int outputs() {
    return task.classes();
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public int label(int example) {
    return fileOf(example).label(indexInFile(example));
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    IdxImages file = fileOf(example);
    int image = indexInFile(example);
    int side = task.pooling();
    double white = BRIGHTEST * side * side;
    int next = offset;
    for (int row = 0; row < file.rows(); row += side) {
      for (int column = 0; column < file.columns(); column += side) {
        target[next++] = file.sum(image, row, column, side) / white;
      }
    }
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + outputs(), 0);
    target[offset + label(example)] = 1;
  }

  private IdxImages fileOf(int example) {
    return example < available() ? train : test.orElseThrow();
  }

  private int indexInFile(int example) {
    return example < available() ? example : example - available();
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  @Override
  public ExampleOrder order() {
    return task.order();
  }
}
