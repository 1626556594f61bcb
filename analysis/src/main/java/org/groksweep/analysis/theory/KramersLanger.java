package org.groksweep.analysis.theory;

import java.util.Optional;

/**
 * Escape times of a mode under the Langevin dynamics dw = −∇E dt + √(2T) dW, by the formula of
 * Kramers and Langer for overdamped motion: rate = (|μ₋|/2π)·√(det H_min/|det H_saddle|)·e^{−ΔE/T},
 * summed over the saddles that leave the state. Where saddles form an orbit, each zero mode gives
 * the orbit's length over √(2πT) in place of an eigenvalue.
 *
 * <p>The mode is that of a network 1-h-…-h-1 with L layers and hidden width h; h = 1 is the scalar
 * chain. At a balanced state of weight w every direction of every hidden layer can be rotated: a
 * zero mode that moves two adjacent layers by w at once, so of length √2·w per radian. Beside them
 * the Hessian has μ_sym once, 2β (L−1)h times and β for all the rest.
 *
 * <p>A gradient descent w ← w − η(∇E + noise of variance v per coordinate) follows it with t = Ση
 * and T = ηv/2; see {@link EffectiveTemperature}. Several modes: {@link MatrixNetwork}.
 */
public final class KramersLanger {

  private KramersLanger() {}

  /** {@link #toLearn(ModeLandscape, int)} of a scalar chain. */
  public static Optional<EscapeLaw> toLearn(ModeLandscape landscape) {
    return toLearn(landscape, 1);
  }

  /**
   * From the unlearned to the learned state. With z = (L−1)(h−1) zero modes at the saddle and none
   * at the origin, and A(S^{n−1}) = 2π^{n/2}/Γ(n/2) the area of a sphere:
   *
   * <pre>
   * rate = (|μ₋|/2π)·[A(S^{h−1})·(√2·w)^{h−1}]^{L−1}·(2πT)^{−z/2}
   *        ·√(β^{(L−1)h−(L−2)} / (|μ₋|·2^{(L−1)h}))·e^{−ΔE₀/T}
   * </pre>
   *
   * <p>For h = 1 that is 2^{(L−1)/2}·√(|μ₋|β)/(2π)·e^{−ΔE₀/T}: the sum over 2^{L−1} saddles that
   * differ by signs. Simulations (part D of the project's paper notes) agree for h up to 3; from h
   * = 4 on, at barriers of 2 to 6 temperatures, the law over-corrects.
   *
   * @param hiddenWidth h, at least 1
   * @return empty where there is no saddle
   */
  public static Optional<EscapeLaw> toLearn(ModeLandscape landscape, int hiddenWidth) {
    Require.atLeastOne("hiddenWidth", hiddenWidth);
    return landscape.saddle().map(saddle -> toLearn(landscape, saddle, hiddenWidth));
  }

  private static EscapeLaw toLearn(ModeLandscape landscape, StationaryPoint saddle, int width) {
    int layers = landscape.mode().layers();
    int zeroModes = (layers - 1) * (width - 1);
    double unstable = -saddle.symmetricCurvature();
    double logOrbit =
        (layers - 1) * Spheres.logArea(width)
            + zeroModes * Math.log(Math.sqrt(2) * saddle.layerWeight());
    double logCurvatures =
        ((layers - 1) * width - (layers - 2)) * Math.log(landscape.l2())
            - Math.log(unstable)
            - (layers - 1) * width * Math.log(2);
    double logRate =
        Math.log(unstable / (2 * Math.PI))
            + logOrbit
            - zeroModes / 2.0 * Math.log(2 * Math.PI)
            + logCurvatures / 2;
    return new EscapeLaw(landscape.barrierToLearn().orElseThrow(), Math.exp(-logRate), zeroModes);
  }

  /** {@link #toForget(ModeLandscape, int)} of a scalar chain. */
  public static Optional<EscapeLaw> toForget(ModeLandscape landscape) {
    return toForget(landscape, 1);
  }

  /**
   * From the learned to the unlearned state: rate = √(μ_sym(λ_min)·|μ₋|)/(2π)·e^{−ΔE₁/T} for the
   * scalar chain. All other curvatures agree and cancel; the orbit of saddles is smaller than that
   * of minima, a factor (w_sad/w_min)^{(L−1)(h−1)}.
   *
   * @param hiddenWidth h, at least 1
   * @return empty where there is no saddle
   */
  public static Optional<EscapeLaw> toForget(ModeLandscape landscape, int hiddenWidth) {
    Require.atLeastOne("hiddenWidth", hiddenWidth);
    return landscape.saddle().map(saddle -> toForget(landscape, saddle, hiddenWidth));
  }

  private static EscapeLaw toForget(ModeLandscape landscape, StationaryPoint saddle, int width) {
    StationaryPoint learned = landscape.learned().orElseThrow();
    double orbit =
        Math.pow(
            saddle.layerWeight() / learned.layerWeight(),
            (landscape.mode().layers() - 1) * (width - 1));
    double rate =
        orbit
            * Math.sqrt(learned.symmetricCurvature() * -saddle.symmetricCurvature())
            / (2 * Math.PI);
    return new EscapeLaw(landscape.barrierToForget().orElseThrow(), 1 / rate, 0);
  }
}
