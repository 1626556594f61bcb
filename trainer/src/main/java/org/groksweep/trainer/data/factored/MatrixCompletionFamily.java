package org.groksweep.trainer.data.factored;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code matrix-completion}. */
public final class MatrixCompletionFamily implements TaskFamily {

  @Override
  public String type() {
    return MatrixCompletion.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.integer(
            "task.size",
            new Range(2, true, MatrixCompletion.MAX_SIZE, true),
            "rows",
            "d: the entries i·j/d² of a d × d table, i and j from 0; the training set is what is"
                + " observed of it."));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new MatrixCompletion(settings.integer("size"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.COMPLEMENT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    return new MatrixEntries(((MatrixCompletion) spec).size());
  }
}
