package org.groksweep.trainer.data;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.groksweep.trainer.spec.TaskSpec;

/** The kinds of task at hand, by their type. */
public final class TaskFamilies {

  private final Map<String, TaskFamily> byType;

  /**
   * A choice of families.
   *
   * @throws IllegalArgumentException if two have the same type
   */
  public TaskFamilies(Iterable<TaskFamily> families) {
    Map<String, TaskFamily> found = new TreeMap<>();
    for (TaskFamily family : families) {
      TaskFamily other = found.put(family.type(), family);
      if (other != null) {
        throw new IllegalArgumentException(
            "task.type: %s is claimed by both %s and %s"
                .formatted(family.type(), other.getClass(), family.getClass()));
      }
    }
    this.byType = Collections.unmodifiableMap(found);
  }

  /** All families that ServiceLoader finds for the thread's class loader. */
  public static TaskFamilies load() {
    return new TaskFamilies(ServiceLoader.load(TaskFamily.class));
  }

  /** The families in the order of their types. */
  public Collection<TaskFamily> all() {
    return byType.values();
  }

  public Optional<TaskFamily> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * All examples of a task.
   *
   * @throws IllegalArgumentException if no family has the spec's type
   * @throws IOException if a file of the task cannot be read
   */
  public Examples examples(TaskSpec spec) throws IOException {
    TaskFamily family = byType.get(spec.type());
    if (family == null) {
      throw new IllegalArgumentException(
          "task.type: %s must be one of %s; is its jar missing?"
              .formatted(spec.type(), byType.keySet()));
    }
    return family.examples(spec);
  }
}
