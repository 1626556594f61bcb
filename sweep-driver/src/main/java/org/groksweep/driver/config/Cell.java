package org.groksweep.driver.config;

import java.util.List;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * A grid point, resolved to numbers.
 *
 * @param axes its values, in the config's order, without the seed
 * @param spec what its trials compute, with seed 0 in the place of theirs
 * @param data the shape of its examples
 */
public record Cell(List<AxisValue> axes, TrialSpec spec, DataShape data) {

  public Cell {
    axes = List.copyOf(axes);
  }
}
