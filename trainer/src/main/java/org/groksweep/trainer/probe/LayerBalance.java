package org.groksweep.trainer.probe;

import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * How far a linear network's layers are from balance: the largest Frobenius norm over l of
 * W_{l+1}ᵀ·W_{l+1} − W_l·W_lᵀ. Gradient flow conserves these matrices; L2 makes them decay (Arora
 * et al., 2018, theorem 1).
 */
public final class LayerBalance implements Probe {

  private static final Column COLUMN = Column.optional("layer_balance", Column.Type.DOUBLE);

  @Override
  public String name() {
    return "layerBalance";
  }

  @Override
  public String meaning() {
    return "Of a linear network of two layers or more: the largest Frobenius norm, over l, of"
        + " W_{l+1}ᵀ·W_{l+1} − W_l·W_lᵀ; 0 is balanced.";
  }

  @Override
  public List<Column> columns() {
    return List.of(COLUMN);
  }

  @Override
  public boolean supports(TrialSpec spec) {
    return spec.model().isLinear() && spec.model().depth() > 1;
  }

  @Override
  public ProbeValues measure(Weights weights, TrialSpec spec, int phase) {
    List<Matrix> layers = Matrix.layersOf(weights);
    double largest = 0;
    for (int l = 0; l + 1 < layers.size(); l++) {
      Matrix below = layers.get(l);
      Matrix above = layers.get(l + 1);
      double distance = above.transposed().times(above).distance(below.times(below.transposed()));
      // Math.max keeps a NaN.
      largest = Math.max(largest, distance);
    }
    return ProbeValues.of(COLUMN, largest);
  }
}
