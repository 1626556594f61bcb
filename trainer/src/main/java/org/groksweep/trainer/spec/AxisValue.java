package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * A trial's place on one axis of its sweep.
 *
 * @param path the key that the axis varies, such as "optimizer.learningRate"
 * @param value a Long, Double, Boolean or String
 */
public record AxisValue(String path, Object value) implements Serializable {

  public AxisValue {
    Require.that(
        value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
            || value instanceof String,
        path,
        value,
        "must be a number, a flag or a text");
  }
}
