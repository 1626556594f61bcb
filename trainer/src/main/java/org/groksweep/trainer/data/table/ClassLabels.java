package org.groksweep.trainer.data.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.groksweep.trainer.data.DataException;

/** The classes of a column of labels: its distinct values, in their order. */
record ClassLabels(int classes, List<Integer> ofRows) {

  ClassLabels {
    ofRows = List.copyOf(ofRows);
  }

  /**
   * Classes numbered from 0. Where all values are numbers, their order is that of numbers, and 1
   * and 1.0 are the same; else it is that of their characters.
   *
   * @param values of the rows
   * @throws DataException unless there are 2 to {@value TableTask#MAX_CLASSES} classes
   */
  static ClassLabels of(TableTask task, List<String> values) throws DataException {
    Set<String> distinct = new HashSet<>(values);
    Comparator<String> order =
        distinct.stream().allMatch(value -> Numbers.parse(value).isPresent())
            ? Comparator.comparingDouble(value -> Numbers.parse(value).getAsDouble())
            : Comparator.naturalOrder();
    Map<String, Integer> classes = new TreeMap<>(order);
    distinct.forEach(value -> classes.put(value, 0));
    int next = 0;
    for (Map.Entry<String, Integer> entry : classes.entrySet()) {
      entry.setValue(next++);
    }
    if (next < 2 || next > TableTask.MAX_CLASSES) {
      throw new DataException(
          task.file(),
          "column " + task.targetColumns().get(0),
          "must have from 2 to %d distinct labels, found %d%s"
              .formatted(
                  TableTask.MAX_CLASSES, next, next < 2 ? "" : "; is targetKind: numbers meant?"));
    }
    List<Integer> ofRows = new ArrayList<>(values.size());
    values.forEach(value -> ofRows.add(classes.get(value)));
    return new ClassLabels(next, ofRows);
  }
}
