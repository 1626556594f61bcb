package org.groksweep.trainer.data.images;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code images}: MNIST, Fashion-MNIST and whatever else is in their IDX files. */
public final class ImagesFamily implements TaskFamily {

  private static final Range COUNT = new Range(1, true, Integer.MAX_VALUE, true);
  private static final long DEFAULT_CLASSES = 10;

  private final DataFiles files = new DataFiles();

  @Override
  public String type() {
    return ImagesTask.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.text(
            "task.trainImages",
            "IDX file of the images that can be trained on, gzip or not as its contents say, whatever"
                + " its name, at any Hadoop path."),
        Key.text("task.trainLabels", "IDX file of their labels."),
        Key.text("task.testImages", "IDX file of the hold-out's images, or none.")
            .withDefault(ImagesTask.NONE),
        Key.text("task.testLabels", "IDX file of the hold-out's labels, or none.")
            .withDefault(ImagesTask.NONE),
        Key.integer(
                "task.classes",
                new Range(2, true, ImagesTask.MAX_CLASSES, true),
                "classes",
                "Number of classes; labels are 0 to classes - 1.")
            .withDefault(DEFAULT_CLASSES),
        Key.integer(
                "task.pooling",
                COUNT,
                "pixels",
                "Side of the squares that are replaced by their mean; it divides the image's height"
                    + " and width. 1 leaves the image as it is.")
            .withDefault(1L),
        Key.choice(
                "task.order",
                Choices.of(ExampleOrder.class),
                "shuffled: a training set is the first n of a random order that the seed decides;"
                    + " file: the first n of the file for every seed, as much of the literature has"
                    + " it.")
            .withDefault(Choices.key(ExampleOrder.SHUFFLED)),
        Key.integer(
                "task.availableExamples",
                COUNT,
                "examples",
                "At most so many images, the file's first, can be trained on.")
            .withDefault((long) Integer.MAX_VALUE),
        Key.integer(
                "task.testExamples",
                COUNT,
                "examples",
                "At most so many images, the test file's first, are the hold-out.")
            .withDefault((long) Integer.MAX_VALUE));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new ImagesTask(
        files.qualified(settings.text("trainImages")),
        files.qualified(settings.text("trainLabels")),
        pathOrNone(settings.text("testImages")),
        pathOrNone(settings.text("testLabels")),
        settings.integer("classes"),
        settings.integer("pooling"),
        settings.choice("order", ExampleOrder.class),
        settings.integer("availableExamples"),
        settings.integer("testExamples"));
  }

  private String pathOrNone(String path) {
    return path.equals(ImagesTask.NONE) ? path : files.qualified(path);
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.HOLD_OUT;
  }

  @Override
  public Examples examples(TaskSpec spec) throws IOException {
    return ImageExamples.read((ImagesTask) spec, files);
  }
}
