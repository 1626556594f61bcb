package org.groksweep.trainer.data.table;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.table.TableTask.HoldOutBy;

/**
 * Which columns of a table are read, in the order in which a row has its cells: features, targets,
 * then the split.
 *
 * @param features names, at least one
 * @param targets names, at least one
 * @param split one name where a column decides the hold-out, else none
 */
record TableColumns(List<String> features, List<String> targets, List<String> split) {

  TableColumns {
    features = List.copyOf(features);
    targets = List.copyOf(targets);
    split = List.copyOf(split);
  }

  /**
   * The columns of a task in a table.
   *
   * @param present the table's own
   * @throws DataException if one is missing, or has two parts
   */
  static TableColumns of(TableTask task, String path, List<String> present) throws DataException {
    List<String> split =
        task.holdOutBy() == HoldOutBy.COLUMN ? List.of(task.splitColumn()) : List.of();
    List<String> features = new ArrayList<>(task.featureColumns());
    if (features.isEmpty()) {
      features.addAll(present);
      features.removeAll(task.targetColumns());
      features.removeAll(split);
    }
    TableColumns columns = new TableColumns(features, task.targetColumns(), split);
    columns.check(path, present);
    return columns;
  }

  private void check(String path, List<String> present) throws DataException {
    List<String> all = all();
    for (String column : all) {
      if (!present.contains(column)) {
        throw new DataException(
            path, "header", "must have the column %s, found %s".formatted(column, present));
      }
      if (all.indexOf(column) != all.lastIndexOf(column)) {
        throw new DataException(
            path,
            "column " + column,
            "must be named once among features %s, targets %s and split %s"
                .formatted(features, targets, split));
      }
    }
    if (features.isEmpty()) {
      throw new DataException(path, "header", "must have a column beside " + all);
    }
  }

  /** All names in the order of a row's cells. */
  List<String> all() {
    List<String> all = new ArrayList<>(features);
    all.addAll(targets);
    all.addAll(split);
    return all;
  }

  int firstTarget() {
    return features.size();
  }

  int splitCell() {
    return features.size() + targets.size();
  }
}
