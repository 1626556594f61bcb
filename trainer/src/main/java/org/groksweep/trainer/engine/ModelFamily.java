package org.groksweep.trainer.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Settings;

/** A kind of model: its keys in the config and its size. Found through ServiceLoader. */
public interface ModelFamily {

  /** The value of {@code model.type} that selects this family. */
  String type();

  /** Its keys, with paths "model.…". */
  List<Key> keys();

  /** The spec of checked settings, by short key name. */
  ModelSpec spec(Settings settings);

  /**
   * Checks that a model fits a task's shape.
   *
   * @param image the inputs' shape where they are images
   * @throws IllegalArgumentException with the reason if it does not
   */
  default void checkFits(ModelSpec spec, int features, int outputs, Optional<ImageShape> image) {
    // Most models take any shape.
  }

  /** Number of trained numbers. */
  long parameters(ModelSpec spec, int features, int outputs);

  /**
   * The names and shapes of a model's tensors, as {@link Learner#weights()} tells them, in their
   * order; empty where it cannot begin at saved weights.
   */
  default Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    return Map.of();
  }

  /** Floating-point operations of a forward pass, per example; a multiply-add counts as two. */
  double forwardFlops(ModelSpec spec, int features, int outputs);
}
