package org.groksweep.trainer.data.images;

import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.spec.NotIdentity;
import org.groksweep.trainer.spec.TaskSpec;

/**
 * Which class an image is of. Where the files lie is no part of a trial's identity: their contents
 * are.
 *
 * @param trainImages path of an IDX file of images
 * @param trainLabels path of the IDX file of their labels
 * @param testImages path of the hold-out's images, or {@value #NONE}
 * @param testLabels path of the hold-out's labels, or {@value #NONE}
 * @param classes number of classes, in [2, {@value #MAX_CLASSES}]; labels lie below it
 * @param pooling side of the squares of pixels that are replaced by their mean, at least 1
 * @param order which of the available images a training set takes
 * @param availableExamples at most so many images, the file's first, can be trained on; at least 1
 * @param testExamples at most so many images, the test file's first, are the hold-out; at least 1
 */
public record ImagesTask(
    @NotIdentity String trainImages,
    @NotIdentity String trainLabels,
    @NotIdentity String testImages,
    @NotIdentity String testLabels,
    int classes,
    int pooling,
    ExampleOrder order,
    int availableExamples,
    int testExamples)
    implements TaskSpec {

  public static final String TYPE = "images";

  /** In the place of a path: there is no such file. */
  public static final String NONE = "none";

  /** A label is one byte. */
  static final int MAX_CLASSES = 256;

  public ImagesTask {
    atLeast("classes", classes, 2);
    atLeast("pooling", pooling, 1);
    atLeast("availableExamples", availableExamples, 1);
    atLeast("testExamples", testExamples, 1);
    if (classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes: %d must be at most %d, since a label is one byte"
              .formatted(classes, MAX_CLASSES));
    }
    if (testImages.equals(NONE) != testLabels.equals(NONE)) {
      throw new IllegalArgumentException(
          "testImages: %s and testLabels: %s must both be files, or both %s"
              .formatted(testImages, testLabels, NONE));
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: %d must be at least %d".formatted(name, value, least));
    }
  }

  boolean hasTestFiles() {
    return !testImages.equals(NONE);
  }

  @Override
  public String type() {
    return TYPE;
  }
}
