package org.groksweep.trainer.probe;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The singular values of a linear network's end-to-end matrix, layerL.weight · … · layer1.weight,
 * in descending order: how much of each mode it has learned (Saxe et al., 2014). There are as many
 * as the lesser of inputs and outputs; a network narrower than that has zeros at the end.
 */
public final class SingularValues implements Probe {

  /** The column's name; the n-th value is "singular_values_n", from 1. */
  public static final String NAME = "singular_values";

  private static final Column COLUMN = Column.optional(NAME, Column.Type.DOUBLE_LIST);

  @Override
  public String name() {
    return "singularValues";
  }

  @Override
  public String meaning() {
    return "Of a linear network: the singular values of its end-to-end matrix, descending.";
  }

  @Override
  public List<Column> columns() {
    return List.of(COLUMN);
  }

  @Override
  public boolean supports(TrialSpec spec) {
    return spec.model().isLinear();
  }

  @Override
  public ProbeValues measure(Weights weights, TrialSpec spec, int phase) {
    return ProbeValues.of(COLUMN, of(weights));
  }

  /** The singular values of a linear network, descending. */
  public static List<Double> of(Weights weights) {
    List<Matrix> layers = Matrix.layersOf(weights);
    Matrix product = layers.get(0);
    for (Matrix layer : layers.subList(1, layers.size())) {
      product = layer.times(product);
    }
    List<Double> values = new ArrayList<>();
    for (double value : JacobiSvd.singularValues(product)) {
      values.add(value);
    }
    return values;
  }
}
