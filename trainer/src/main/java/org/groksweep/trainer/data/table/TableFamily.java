package org.groksweep.trainer.data.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.data.table.TableTask.Delimiter;
import org.groksweep.trainer.data.table.TableTask.HoldOutBy;
import org.groksweep.trainer.data.table.TableTask.Scaling;
import org.groksweep.trainer.data.table.TableTask.TargetKind;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code table}: the user's own CSV or Parquet. */
public final class TableFamily implements TaskFamily {

  /** In the place of names: all columns that have no other part. */
  private static final String ALL_OTHERS = "*";

  private static final String DEFAULT_SPLIT_COLUMN = "split";
  private static final double DEFAULT_HOLD_OUT_FRACTION = 0.2;

  private final DataFiles files = new DataFiles();

  @Override
  public String type() {
    return TableTask.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.text(
            "task.file",
            "CSV (UTF-8, with a header, gzip or not) or Parquet file, as its contents say, whatever"
                + " its name, or a directory of such files as Spark writes it, at any Hadoop"
                + " path."),
        Key.choice("task.delimiter", Choices.of(Delimiter.class), "What separates cells of CSV.")
            .withDefault(Choices.key(Delimiter.COMMA)),
        Key.choice(
                "task.targetKind",
                Choices.of(TargetKind.class),
                "labels: classification, the distinct values of one column in their order are the"
                    + " classes, texts or whole numbers; numbers: regression on one or more columns.")
            .withDefault(Choices.key(TargetKind.LABELS)),
        Key.text("task.targetColumns", "The target's columns, separated by commas."),
        Key.text(
                "task.featureColumns",
                "The inputs' columns, separated by commas; * for all that are neither target nor"
                    + " split.")
            .withDefault(ALL_OTHERS),
        Key.choice(
                "task.scaling",
                Choices.of(Scaling.class),
                "standardize: features minus their mean, divided by their standard deviation, both"
                    + " over the rows available for training and those alone.")
            .withDefault(Choices.key(Scaling.NONE)),
        Key.choice(
                "task.holdOutBy",
                Choices.of(HoldOutBy.class),
                "fraction: a share of the rows, stratified over labels, the same for every seed;"
                    + " column: the rows where splitColumn says test, of train and test.")
            .withDefault(Choices.key(HoldOutBy.FRACTION)),
        Key.number(
                "task.holdOutFraction",
                new Range(0, true, 1, false),
                "dimensionless",
                "Share of the rows that is held out, rounded half up to a count.")
            .withDefault(DEFAULT_HOLD_OUT_FRACTION),
        Key.text("task.splitColumn", "The column of holdOutBy: column.")
            .withDefault(DEFAULT_SPLIT_COLUMN),
        Key.choice(
                "task.order",
                Choices.of(ExampleOrder.class),
                "shuffled: a training set is the first n of a random order that the seed decides;"
                    + " file: the first n available rows of the file for every seed.")
            .withDefault(Choices.key(ExampleOrder.SHUFFLED)));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new TableTask(
        files.qualified(settings.text("file")),
        settings.choice("delimiter", Delimiter.class),
        settings.choice("targetKind", TargetKind.class),
        names(settings.text("targetColumns")),
        names(settings.text("featureColumns")),
        settings.choice("scaling", Scaling.class),
        settings.choice("holdOutBy", HoldOutBy.class),
        settings.number("holdOutFraction"),
        settings.text("splitColumn"),
        settings.choice("order", ExampleOrder.class));
  }

  private static List<String> names(String text) {
    if (text.strip().equals(ALL_OTHERS)) {
      return List.of();
    }
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.HOLD_OUT;
  }

  @Override
  public Examples examples(TaskSpec spec) throws IOException {
    return TableExamples.read((TableTask) spec, files);
  }
}
