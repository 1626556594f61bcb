package org.groksweep.trainer.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.table.TableTask.TargetKind;

/** All rows of a table while it is read, in the order of its files and of their rows. */
final class TableContent {

  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final TableTask task;
  private final List<double[]> features = new ArrayList<>();

  /** Of each row, for {@link TargetKind#NUMBERS}. */
  private final List<double[]> targets = new ArrayList<>();

  /** Of each row, for {@link TargetKind#LABELS}. */
  private final List<String> labels = new ArrayList<>();

  /** Of each row, where a column decides; else empty. */
  private final List<Boolean> heldOut = new ArrayList<>();

  private TableContent(TableTask task) {
    this.task = task;
  }

  /**
   * Reads the task's file, or the files of its directory.
   *
   * @throws DataException if one is not what it should be
   */
  static TableContent read(TableTask task, DataFiles files) throws IOException {
    TableContent content = new TableContent(task);
    for (String path : files.list(task.file())) {
      TableFile file = file(path, task, files);
      TableColumns columns = TableColumns.of(task, path, file.columns());
      content.checkFeatures(path, columns);
      file.forEachRow(columns.all(), row -> content.add(row, columns));
    }
    if (content.features.isEmpty()) {
      throw new DataException(task.file(), "", "must have at least one row");
    }
    return content;
  }

  private static TableFile file(String path, TableTask task, DataFiles files) throws IOException {
    try (InputStream content = files.open(path)) {
      boolean isParquet = Arrays.equals(content.readNBytes(PARQUET_MAGIC.length), PARQUET_MAGIC);
      return isParquet
          ? new ParquetFile(path, files.configuration())
          : new CsvFile(path, task.delimiter(), files);
    }
  }

  private void checkFeatures(String path, TableColumns columns) throws DataException {
    if (!features.isEmpty() && features.get(0).length != columns.features().size()) {
      throw new DataException(
          path,
          "header",
          "must have %d features as the files before it, found %s"
              .formatted(features.get(0).length, columns.features()));
    }
  }

  private void add(Row row, TableColumns columns) throws DataException {
    features.add(numbers(row, 0, columns.features().size()));
    if (task.targetKind() == TargetKind.LABELS) {
      labels.add(label(row, columns.firstTarget()));
    } else {
      targets.add(numbers(row, columns.firstTarget(), columns.targets().size()));
    }
    if (!columns.split().isEmpty()) {
      heldOut.add(isHeldOut(row, columns.splitCell()));
    }
  }

  private static String label(Row row, int cell) throws DataException {
    String text = row.text(cell);
    OptionalDouble number = Numbers.parse(text);
    boolean isFraction = number.isPresent() && number.getAsDouble() % 1 != 0;
    if (isFraction || Numbers.isNotFinite(text)) {
      throw row.wrong(
          cell,
          "a label must be a text or a whole number, found "
              + text
              + (isFraction ? "; is targetKind: numbers meant?" : ""));
    }
    return text;
  }

  private static double[] numbers(Row row, int first, int count) throws DataException {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = row.number(first + i);
    }
    return numbers;
  }

  private static boolean isHeldOut(Row row, int cell) throws DataException {
    String text = row.text(cell);
    return switch (text) {
      case "train" -> false;
      case "test" -> true;
      default -> throw row.wrong(cell, "must be train or test, found " + text);
    };
  }

  int count() {
    return features.size();
  }

  /** [count][features]. */
  double[][] features() {
    return features.toArray(double[][]::new);
  }

  /** [count][targets]. */
  double[][] targets() {
    return targets.toArray(double[][]::new);
  }

  /** [count]. */
  List<String> labels() {
    return List.copyOf(labels);
  }

  /** [count], where a column decides. */
  boolean[] heldOut() {
    boolean[] rows = new boolean[heldOut.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = heldOut.get(row);
    }
    return rows;
  }
}
