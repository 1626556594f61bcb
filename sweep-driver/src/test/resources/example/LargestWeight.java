package example;

import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.probe.Probe;
import org.groksweep.trainer.spec.TrialSpec;

/** Probe largestWeight: the largest magnitude among all parameters. */
public final class LargestWeight implements Probe {

  private static final Column COLUMN = Column.optional("largest_weight", Column.Type.DOUBLE);

  public String name() { return "largestWeight"; }
  public String meaning() { return "The largest magnitude among all parameters."; }
  public List<Column> columns() { return List.of(COLUMN); }
  public boolean supports(TrialSpec spec) { return true; }
  public ProbeValues measure(Weights weights, TrialSpec spec, int phase) {
    double largest = 0;
    for (Weights.Tensor tensor : weights.tensors()) {
      for (double value : tensor.values()) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return ProbeValues.of(COLUMN, largest);
  }
}
