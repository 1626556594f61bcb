package org.groksweep.trainer.engine.factored;

import java.util.List;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;

/** The keys that the factored models share. */
final class FactoredKeys {

  private FactoredKeys() {}

  static List<Key> of(String scaled) {
    return List.of(
        Key.number(
            "model.initScale",
            Range.ABOVE_ZERO,
            "weight",
            "α: the first value of "
                + scaled
                + ". Trained with optimizer.type: sgd; large models also with precision: float64,"
                + " full batches, one training set, no noise and no escapes."),
        Key.number(
                "model.initialNoise",
                Range.atLeast(0),
                "weight",
                "Standard deviation of the Gaussian added to every first parameter.")
            .withDefault(0.0));
  }
}
