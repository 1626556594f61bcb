package org.groksweep.analysis.theory;

import org.hipparchus.special.Gamma;

/** Areas of unit spheres. */
final class Spheres {

  private Spheres() {}

  /**
   * ln A(S^{n−1}) = ln 2 + (n/2)·ln π − ln Γ(n/2), for n at least 1: two points for n = 1, a circle
   * of 2π for n = 2.
   */
  static double logArea(int dimension) {
    return Math.log(2) + dimension / 2.0 * Math.log(Math.PI) - Gamma.logGamma(dimension / 2.0);
  }
}
