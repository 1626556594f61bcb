package org.groksweep.analysis.theory;

/**
 * One mode of a deep linear network under an L2 penalty: a chain of {@code layers} scalar weights
 * that learns one singular value of the input-output covariance.
 *
 * <p>Its energy is E(w) = ½(Πw_l − s)² + (β/2)Σw_l², with s the singular value, β the strength of
 * L2 and L the number of layers. Every stationary point but the origin is balanced, |w_l| = w for
 * all l (w_l·∂E/∂w_l = 0 gives the same w_l² for all), so it is named by its strength λ = w^L. Then
 * β = λ^{1−2/L}(s−λ): two branches in λ for L ≥ 3, which meet at the upper spinodal, and one for L
 * = 2, whose transition is continuous. E scales with s², β with s^{2−2/L}: one table per L.
 *
 * @param layers L, at least 2
 * @param singularValue s, above 0; dimensionless where inputs are whitened
 */
public record DeepLinearMode(int layers, double singularValue) {

  public DeepLinearMode {
    if (layers < 2) {
      throw new IllegalArgumentException("layers: " + layers + " must be at least 2");
    }
    Require.positive("singularValue", singularValue);
  }

  /**
   * λ_c = s(L−2)/(2L−2): the strength at which the learned state vanishes; 0 for L = 2, where it
   * fades out.
   */
  public double upperSpinodalStrength() {
    return singularValue * (layers - 2) / (2.0 * layers - 2);
  }

  /**
   * β_c = s^{2−2/L}·((L−2)/(2L−2))^{1−2/L}·L/(2L−2): at and above it the learned state does not
   * exist; s for L = 2.
   */
  public double upperSpinodalL2() {
    return l2At(upperSpinodalStrength());
  }

  /** λ* = s(L−2)/(L−1): the learned state's strength where both states have the same energy. */
  public double coexistenceStrength() {
    return singularValue * (layers - 2) / (layers - 1.0);
  }

  /**
   * β* = s^{2−2/L}/(L−1)·((L−2)/(L−1))^{1−2/L}: below it the learned state has the lower energy,
   * above it the unlearned one. For L = 2 it equals the spinodal: the transition is continuous.
   */
  public double coexistenceL2() {
    return l2At(coexistenceStrength());
  }

  /**
   * β = λ^{1−2/L}(s−λ): the L2 strength at which a balanced state of strength λ is stationary.
   *
   * @param strength λ, in [0, s]
   */
  public double l2At(double strength) {
    if (!(strength >= 0 && strength <= singularValue)) {
      throw new IllegalArgumentException(
          "strength: " + strength + " must be in [0, " + singularValue + "]");
    }
    return Math.pow(strength, 1 - 2.0 / layers) * (singularValue - strength);
  }

  /**
   * The L2 strength at which a walk downwards learns this mode without noise, from weights that
   * keep a residual amplitude a: the walk jumps once the saddle has come down to a^L, so at β =
   * a^{L−2}(s−a^L). Without a residual it never does for L ≥ 3, since the unlearned state is stable
   * at every β above 0 (its Hessian is β times the identity).
   *
   * <p>The formula holds while the residual lies below the saddle's branch, a^L ≤ λ_c; for L = 2 it
   * gives s − a².
   *
   * @param amplitude a, the size of every layer's weight, above 0
   */
  public double residualDownJumpL2(double amplitude) {
    Require.positive("amplitude", amplitude);
    double strength = Math.pow(amplitude, layers);
    if (layers > 2 && strength > upperSpinodalStrength()) {
      throw new IllegalArgumentException(
          "amplitude: "
              + amplitude
              + " must be at most λ_c^(1/L) = "
              + Math.pow(upperSpinodalStrength(), 1.0 / layers)
              + ": above it the mode is not unlearned");
    }
    return Math.pow(amplitude, layers - 2) * (singularValue - strength);
  }

  /**
   * The energy of a balanced state that is stationary: E = ½[s² + (L−2)sλ − (L−1)λ²]. It holds at
   * the L2 strength {@link #l2At} of λ only.
   */
  double stationaryEnergy(double strength) {
    return (singularValue * singularValue
            + (layers - 2) * singularValue * strength
            - (layers - 1) * strength * strength)
        / 2;
  }

  /**
   * The states of this mode at an L2 strength.
   *
   * @param l2 β, at least 0
   */
  public ModeLandscape at(double l2) {
    return new ModeLandscape(this, l2);
  }
}
