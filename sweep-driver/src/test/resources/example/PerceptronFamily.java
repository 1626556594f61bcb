package example;

import java.util.List;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.*;

/** Model perceptron: one vector of weights per class, all 0 at first; {@link PerceptronEngine} trains it. */
public final class PerceptronFamily implements ModelFamily {

  /** Its components are the model's part of a trial's id. */
  public record Perceptron(double margin) implements ModelSpec {
    public String type() { return "perceptron"; }
    public int depth() { return 1; }
    public double initScale() { return 1; }
    public boolean isLinear() { return true; }
  }

  public String type() { return "perceptron"; }
  public List<Key> keys() {
    return List.of(
        Key.number("model.margin", Key.Range.ABOVE_ZERO, "logits", "By which the label's output must lead."));
  }
  public ModelSpec spec(Settings settings) { return new Perceptron(settings.number("margin")); }
  public long parameters(ModelSpec spec, int features, int outputs) { return (long) features * outputs; }
  public double forwardFlops(ModelSpec spec, int features, int outputs) { return 2.0 * features * outputs; }
}
