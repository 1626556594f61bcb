package org.groksweep.trainer.spec;

/**
 * The matrix W = U·Uᵀ − V·Vᵀ with U and V square, which starts from zero at U = V = α·I (Lyu et
 * al., 2023, section 3.3). An input names one of its entries.
 *
 * @param initScale α, on the diagonals; above 0
 * @param initialNoise standard deviation of the Gaussian that is added to every parameter, at least
 *     0; with 0 every seed starts alike, from a point whose symmetries last
 */
public record MatrixFactorization(double initScale, double initialNoise) implements ModelSpec {

  public static final String TYPE = "matrix-factorization";

  public MatrixFactorization {
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
