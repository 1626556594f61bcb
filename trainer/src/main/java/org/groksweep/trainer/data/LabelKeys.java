package org.groksweep.trainer.data;

import java.util.List;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;

/** The keys that decide the labels of pairs of symbols. */
final class LabelKeys {

  private LabelKeys() {}

  static List<Key> keys() {
    return List.of(
        Key.choice(
                "task.labels",
                Choices.of(LabelSource.class),
                "operation: the results; random: uniform, each pair for itself, to measure what can"
                    + " be memorized; randomSymmetric: uniform, the same for (a, b) and (b, a).")
            .withDefault(Choices.key(LabelSource.OPERATION)),
        Key.integer(
                "task.labelSeed",
                new Range(0, true, Integer.MAX_VALUE, true),
                "dimensionless",
                "Seed of random labels, which are part of the data: the same for every trial seed.")
            .withDefault(0L));
  }
}
