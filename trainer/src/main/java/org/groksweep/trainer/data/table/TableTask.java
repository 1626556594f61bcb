package org.groksweep.trainer.data.table;

import java.util.List;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.spec.NotIdentity;
import org.groksweep.trainer.spec.TaskSpec;

/**
 * What some columns of a table's row say about others. Where the file lies is no part of a trial's
 * identity: its contents are.
 *
 * @param file path of a CSV or Parquet file, or of a directory of such files
 * @param delimiter between the cells of a CSV file
 * @param targetKind what the targets are
 * @param targetColumns names of one column of labels, or of the numbers of a target
 * @param featureColumns names of the inputs, in their order; empty for all columns that are neither
 *     target nor split
 * @param scaling what becomes of features before anything learns from them
 * @param holdOutBy what decides the hold-out
 * @param holdOutFraction share of the rows that is held out, in [0, 1); for {@link
 *     HoldOutBy#FRACTION}
 * @param splitColumn name of the column that says "train" or "test"; for {@link HoldOutBy#COLUMN}
 * @param order which of the available rows a training set takes
 */
public record TableTask(
    @NotIdentity String file,
    @NotIdentity Delimiter delimiter,
    TargetKind targetKind,
    List<String> targetColumns,
    List<String> featureColumns,
    Scaling scaling,
    HoldOutBy holdOutBy,
    double holdOutFraction,
    String splitColumn,
    ExampleOrder order)
    implements TaskSpec {

  /** What the targets are. */
  public enum TargetKind {
    /** One column: its distinct values in their order are the classes. */
    LABELS,
    /** One or more columns of numbers: a regression. */
    NUMBERS
  }

  /** What decides the hold-out. */
  public enum HoldOutBy {
    /** A share of the rows, stratified over labels, drawn once for all sweeps. */
    FRACTION,
    /** A column of the table. */
    COLUMN
  }

  /** What becomes of features before anything learns from them. */
  public enum Scaling {
    /** They stay as they are. */
    NONE,
    /**
     * Minus their mean, divided by their standard deviation (both over all rows that are available
     * for training, and those alone); one that is constant there is not divided.
     */
    STANDARDIZE
  }

  /** What stands between two cells. */
  public enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char character;

    Delimiter(char character) {
      this.character = character;
    }

    char character() {
      return character;
    }
  }

  public static final String TYPE = "table";

  /** One-hot targets of more classes would hardly fit; the column is probably a number. */
  static final int MAX_CLASSES = 1000;

  public TableTask {
    targetColumns = List.copyOf(targetColumns);
    featureColumns = List.copyOf(featureColumns);
    if (targetColumns.isEmpty()) {
      throw new IllegalArgumentException("targetColumns: must name at least one column");
    }
    if (targetKind == TargetKind.LABELS && targetColumns.size() > 1) {
      throw new IllegalArgumentException(
          "targetColumns: %s must be one column for targetKind labels".formatted(targetColumns));
    }
    if (!(holdOutFraction >= 0 && holdOutFraction < 1)) {
      throw new IllegalArgumentException(
          "holdOutFraction: %s must be in [0, 1)".formatted(holdOutFraction));
    }
  }

  @Override
  public String type() {
    return TYPE;
  }
}
