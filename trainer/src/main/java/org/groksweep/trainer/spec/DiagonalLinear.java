package org.groksweep.trainer.spec;

/**
 * The diagonal linear network f(x) = Σ (uₖ² − vₖ²)·xₖ, which starts from the zero function at u = v
 * = α (Lyu et al., 2023, section 3.2, whose α is this one and not the norm of all parameters).
 *
 * @param initScale α, of every coordinate; above 0
 * @param initialNoise standard deviation of the Gaussian that is added to every parameter, at least
 *     0; with 0 every seed starts alike
 */
public record DiagonalLinear(double initScale, double initialNoise) implements ModelSpec {

  public static final String TYPE = "diagonal";

  public DiagonalLinear {
    Require.positive("initScale", initScale);
    Require.atLeast("initialNoise", initialNoise, 0.0);
  }

  /** Two: every product of weights has two factors. */
  @Override
  public int depth() {
    return 2;
  }

  @Override
  public String type() {
    return TYPE;
  }
}
