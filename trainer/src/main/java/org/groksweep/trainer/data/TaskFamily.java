package org.groksweep.trainer.data;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** A kind of task: its keys in the config and its examples. Found through ServiceLoader. */
public interface TaskFamily {

  /** The value of {@code task.type} that selects this family. */
  String type();

  /** Its keys, with paths "task.…"; the data size and the test set are not among them. */
  List<Key> keys();

  /** The spec of checked settings, by short key name. */
  TaskSpec spec(Settings settings);

  /** The test set of a config that names none. */
  TestSet defaultTestSet();

  /**
   * All examples, in an order of their own that never changes.
   *
   * @throws IOException if a file of the task cannot be read
   */
  Examples examples(TaskSpec spec) throws IOException;
}
