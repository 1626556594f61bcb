package org.groksweep.analysis.theory;

import java.util.OptionalDouble;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The noise of true minibatch gradient descent on fresh samples, and the quasi-potential that takes
 * the place of the barrier under it.
 *
 * <p>Samples are x ~ N(0, 1) and y = s·x + √(1−s²)·ε, the loss is ½(λx − y)² averaged over B
 * samples, and the layers stay balanced with weight w:
 *
 * <pre>
 * dw = −(w^{L−1}(w^L − s) + βw) dt + w^{L−1}·σ_g(w)·√(η/B) dW,    σ_g² = 2(λ−s)² + 1 − s²
 * </pre>
 *
 * <p>The noise vanishes with the mode as w^{L−1} while the decay is linear: the unlearned state is
 * absorbing for L ≥ 3 (Wang and Jacot, ICLR 2024, arXiv:2305.16038), and only the way to forget has
 * a finite time, ln τ = const + (B/η)·S.
 */
public final class MinibatchNoise {

  // Gauss-Legendre of 64 points is exact to rounding for this smooth integrand on a finite interval
  // away from w = 0; the test compares it with an independent adaptive rule.
  private static final int QUADRATURE_POINTS = 64;

  private MinibatchNoise() {}

  /**
   * σ_g² = 2(λ−s)² + 1 − s²: the variance of one sample's gradient with respect to λ.
   *
   * @param strength λ
   * @param singularValue s, in (0, 1): the correlation of x and y
   */
  public static double gradientVariance(double strength, double singularValue) {
    requireCorrelation(singularValue);
    double error = strength - singularValue;
    return 2 * error * error + 1 - singularValue * singularValue;
  }

  /**
   * S = ∫ 2[w^{L−1}(s−w^L) − βw] / (w^{2L−2}·σ_g²) dw from w_sad to w_min, above 0: the slope of ln
   * τ over B/η on the way to forget.
   *
   * @return empty where there is no saddle, so also for L = 2
   * @throws IllegalArgumentException for s ≥ 1, which no unit-variance target has
   */
  public static OptionalDouble quasiPotentialToForget(ModeLandscape landscape) {
    requireCorrelation(landscape.mode().singularValue());
    if (landscape.saddle().isEmpty()) {
      return OptionalDouble.empty();
    }
    double from = landscape.saddle().get().layerWeight();
    double to = landscape.learned().orElseThrow().layerWeight();
    // In u = ln w the integrand stays gentle where the saddle lies near the origin.
    GaussIntegrator rule =
        new GaussIntegratorFactory().legendre(QUADRATURE_POINTS, Math.log(from), Math.log(to));
    return OptionalDouble.of(
        rule.integrate(
            logWeight -> {
              double weight = Math.exp(logWeight);
              return weight * forceOverNoise(landscape, weight);
            }));
  }

  private static double forceOverNoise(ModeLandscape landscape, double weight) {
    int layers = landscape.mode().layers();
    double singularValue = landscape.mode().singularValue();
    double others = Math.pow(weight, layers - 1);
    double strength = others * weight;
    double force = others * (singularValue - strength) - landscape.l2() * weight;
    return 2 * force / (others * others * gradientVariance(strength, singularValue));
  }

  private static void requireCorrelation(double singularValue) {
    if (!(singularValue > 0 && singularValue < 1)) {
      throw new IllegalArgumentException(
          "singularValue: "
              + singularValue
              + " must be in (0, 1) for minibatch noise: it is the correlation of input and target");
    }
  }
}
