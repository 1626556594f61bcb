package org.groksweep.trainer.data.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;
import org.groksweep.trainer.data.HoldOut;
import org.groksweep.trainer.data.table.TableTask.HoldOutBy;
import org.groksweep.trainer.data.table.TableTask.Scaling;
import org.groksweep.trainer.data.table.TableTask.TargetKind;

/** Rows of a table as examples, the hold-out last; both parts in the order of the file. */
final class TableExamples implements Examples {

  private final TableTask task;

  /** [available, then hold-out][features]. */
  private final double[][] features;

  /** [available, then hold-out][outputs]; of a classification empty. */
  private final double[][] targets;

  /** [available, then hold-out]; of a regression empty. */
  private final int[] labels;

  private final int available;
  private final int outputs;

  private TableExamples(
      TableTask task, TableContent content, Optional<ClassLabels> classes, int[] order) {
    this.task = task;
    this.available = available(task, content);
    this.outputs = classes.map(ClassLabels::classes).orElse(task.targetColumns().size());
    this.features = inOrder(content.features(), order);
    this.targets = classes.isPresent() ? new double[0][] : inOrder(content.targets(), order);
    this.labels =
        classes
            .map(found -> Arrays.stream(order).map(row -> found.ofRows().get(row)).toArray())
            .orElse(new int[0]);
    if (task.scaling() == Scaling.STANDARDIZE) {
      standardizeInPlace(features, available);
    }
  }

  /**
   * Reads the task's table.
   *
   * @throws DataException if it is not what it should be
   */
  static TableExamples read(TableTask task, DataFiles files) throws IOException {
    TableContent content = TableContent.read(task, files);
    Optional<ClassLabels> classes =
        task.targetKind() == TargetKind.LABELS
            ? Optional.of(ClassLabels.of(task, content.labels()))
            : Optional.empty();
    if (available(task, content) < 1) {
      throw new DataException(
          task.file(),
          "",
          "must have a row to train on; all %d are held out".formatted(content.count()));
    }
    return new TableExamples(task, content, classes, order(task, content, classes));
  }

  private static int available(TableTask task, TableContent content) {
    if (task.holdOutBy() == HoldOutBy.FRACTION) {
      return content.count() - (int) Math.floor(task.holdOutFraction() * content.count() + 0.5);
    }
    int available = 0;
    for (boolean heldOut : content.heldOut()) {
      available += heldOut ? 0 : 1;
    }
    return available;
  }

  private static int[] order(TableTask task, TableContent content, Optional<ClassLabels> classes) {
    if (task.holdOutBy() == HoldOutBy.COLUMN) {
      return HoldOut.last(content.heldOut());
    }
    int heldOut = content.count() - available(task, content);
    // Numbers are all of one class: a plain random draw.
    return classes
        .map(found -> HoldOut.last(labels(found), found.classes(), heldOut))
        .orElseGet(() -> HoldOut.last(new int[content.count()], 1, heldOut));
  }

  private static int[] labels(ClassLabels classes) {
    return classes.ofRows().stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[][] inOrder(double[][] rows, int[] order) {
    return Arrays.stream(order).mapToObj(row -> rows[row]).toArray(double[][]::new);
  }

  /** See {@link Scaling#STANDARDIZE}; the standard deviation divides by the number of rows. */
  private static void standardizeInPlace(double[][] features, int available) {
    for (int feature = 0; feature < features[0].length; feature++) {
      double sum = 0;
      for (int row = 0; row < available; row++) {
        sum += features[row][feature];
      }
      double mean = sum / available;
      double squares = 0;
      for (int row = 0; row < available; row++) {
        squares += (features[row][feature] - mean) * (features[row][feature] - mean);
      }
      double deviation = Math.sqrt(squares / available);
      double divisor = deviation > 0 ? deviation : 1;
      for (double[] row : features) {
        row[feature] = (row[feature] - mean) / divisor;
      }
    }
  }

  @Override
  public int count() {
    return features.length;
  }

  @Override
  public int available() {
    return available;
  }

  @Override
  public int features() {
    return features[0].length;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public boolean isClassification() {
    return task.targetKind() == TargetKind.LABELS;
  }

  @Override
  public int label(int example) {
    return labels[example];
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    System.arraycopy(features[example], 0, target, offset, features());
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    if (!isClassification()) {
      System.arraycopy(targets[example], 0, target, offset, outputs);
      return;
    }

    Arrays.fill(target, offset, offset + outputs, 0);
    target[offset + labels[example]] = 1;
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
