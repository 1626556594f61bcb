package org.groksweep.driver.config;

import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.ModelSpec;

/**
 * Refuses models that do not fit their task or whose parameters no array can hold, before anything
 * is planned for them.
 */
final class ModelSize {

  private ModelSize() {}

  static void check(ModelFamily family, ModelSpec spec, DataShape data, CellReport report) {
    try {
      family.checkFits(spec, data.features(), data.outputs(), data.image());
    } catch (IllegalArgumentException e) {
      report.refuse("model.type", spec.type(), "does not fit the task: " + e.getMessage());
      return;
    }
    long parameters = family.parameters(spec, data.features(), data.outputs());
    // Negative where not even a long counts them.
    if (parameters > Integer.MAX_VALUE || parameters < 0) {
      String rule = "has more parameters than an array holds, " + Integer.MAX_VALUE;
      report.refuse("model.type", spec.type(), rule, "lower its width or depth");
    }
  }
}
