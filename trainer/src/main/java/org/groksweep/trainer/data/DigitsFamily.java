package org.groksweep.trainer.data;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code digits}: see {@link DigitsExamples} for the data and its source. */
public final class DigitsFamily implements TaskFamily {

  @Override
  public String type() {
    return DigitsTask.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.integer(
                "task.testExamples",
                new Range(0, true, DigitsTask.MAX_TEST_EXAMPLES, true),
                "examples",
                "Size of the stratified hold-out, the same for every seed; the rest of the 1,797"
                    + " can be trained on.")
            .withDefault(DigitsTask.DEFAULT_TEST_EXAMPLES));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new DigitsTask(settings.integer("testExamples"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.HOLD_OUT;
  }

  @Override
  public Examples examples(TaskSpec spec) throws IOException {
    return DigitsExamples.read((DigitsTask) spec);
  }
}
