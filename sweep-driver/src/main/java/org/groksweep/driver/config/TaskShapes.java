package org.groksweep.driver.config;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.spec.TaskSpec;

/** What a plan needs to know of each task's examples, which are loaded once per task. */
final class TaskShapes {

  private final TaskFamilies families;
  private final Map<TaskSpec, DataShape> shapes = new HashMap<>();

  TaskShapes(TaskFamilies families) {
    this.families = families;
  }

  /**
   * The shape of a task.
   *
   * @throws IOException if its files cannot be read
   */
  DataShape of(TaskSpec task) throws IOException {
    DataShape known = shapes.get(task);
    if (known != null) {
      return known;
    }
    Examples examples = families.examples(task);
    DataShape shape =
        new DataShape(
            examples.count(),
            examples.available(),
            examples.features(),
            examples.outputs(),
            examples.isClassification(),
            examples.fingerprint());
    shapes.put(task, shape);
    return shape;
  }
}
