package org.groksweep.driver.config;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.spec.TaskSpec;

/**
 * What a plan needs to know of each task's examples, which are loaded once per task; so is what is
 * wrong with a file, which every cell would otherwise read again.
 */
final class TaskShapes {

  private final TaskFamilies families;
  private final Map<TaskSpec, DataShape> shapes = new HashMap<>();
  private final Map<TaskSpec, DataException> wrong = new HashMap<>();

  TaskShapes(TaskFamilies families) {
    this.families = families;
  }

  /**
   * The shape of a task.
   *
   * @throws DataException if a file of the task is not what it should be
   * @throws IOException if its files cannot be read
   */
  DataShape of(TaskSpec task) throws IOException {
    if (wrong.containsKey(task)) {
      throw wrong.get(task);
    }
    DataShape known = shapes.get(task);
    if (known != null) {
      return known;
    }
    try {
      shapes.put(task, read(task));
    } catch (DataException e) {
      wrong.put(task, e);
      throw e;
    }
    return shapes.get(task);
  }

  private DataShape read(TaskSpec task) throws IOException {
    Examples examples = families.examples(task);
    return new DataShape(
        examples.count(),
        examples.available(),
        examples.features(),
        examples.outputs(),
        examples.isClassification(),
        examples.population().isPresent(),
        examples.image(),
        examples.fingerprint());
  }
}
