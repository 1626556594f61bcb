package org.groksweep.analysis.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Escape times of a deep linear network d-h-…-h-d that learns its singular values one by one.
 *
 * <p>The energy is ½‖W_L…W_1 − diag(s)‖² + (β/2)Σ‖W_l‖². In the state of rank r the r largest
 * singular values are learned; the saddle to rank r + 1 has the next one at its λ_sad. Both are
 * diagonal, so the Hessian falls into blocks, one for each pair of indices (i, j), of the entries
 * (i, j) and (j, i) of all layers. The rate is Kramers and Langer's with the volumes of the two
 * orbits under rotations of the hidden layers:
 *
 * <pre>
 * rate = (|μ₋|/2π)·(V_saddle/V_state)·(2πT)^{−z/2}·√(det' H_state/|det' H_saddle|)·e^{−ΔE/T}
 * </pre>
 *
 * <p>with z = (L−1)(h−r−1) and det' without the zero modes.
 *
 * @param layers L, at least 3
 * @param hiddenWidth h, at least the number of singular values
 * @param singularValues s, distinct and descending; their number is d
 * @param l2 β, above 0
 */
public record MatrixNetwork(int layers, int hiddenWidth, List<Double> singularValues, double l2) {

  // Zero modes come out at 1e-16 of the largest curvature; the smallest true one is about β.
  private static final double ZERO_CURVATURE = 1e-9;

  public MatrixNetwork {
    singularValues = List.copyOf(singularValues);
    Require.positive("l2", l2);
    if (layers < 3) {
      throw new IllegalArgumentException("layers: " + layers + " must be at least 3");
    }
    if (hiddenWidth < singularValues.size()) {
      throw new IllegalArgumentException(
          "hiddenWidth: " + hiddenWidth + " must be at least " + singularValues.size());
    }
    for (int k = 1; k < singularValues.size(); k++) {
      if (!(singularValues.get(k) < singularValues.get(k - 1))) {
        throw new IllegalArgumentException(
            "singularValues: " + singularValues + " must be distinct and descend");
      }
    }
  }

  /**
   * The time from rank {@code rank} to the next.
   *
   * @param rank how many singular values are learned before, from 0 to d − 1
   * @return empty where a state or the saddle does not exist at this L2
   */
  public Optional<EscapeLaw> toLearnNext(int rank) {
    if (rank < 0 || rank >= singularValues.size()) {
      throw new IllegalArgumentException(
          "rank: " + rank + " must be in [0, " + (singularValues.size() - 1) + "]");
    }
    ModeLandscape next = new DeepLinearMode(layers, singularValues.get(rank)).at(l2);
    return new MetastableState(layers, singularValues, l2, rank)
        .layerWeights()
        .flatMap(state -> next.saddle().map(saddle -> law(rank, state, next, saddle)));
  }

  private EscapeLaw law(int rank, List<Double> state, ModeLandscape next, StationaryPoint saddle) {
    List<Double> top = new ArrayList<>(state);
    top.set(rank, saddle.layerWeight());
    int zeroModes = (layers - 1) * (hiddenWidth - rank - 1);
    double logRate =
        Math.log(-saddle.symmetricCurvature() / (2 * Math.PI))
            + logOrbitVolume(top, rank + 1)
            - logOrbitVolume(state, rank)
            - zeroModes / 2.0 * Math.log(2 * Math.PI)
            + (logCurvatures(state) - logCurvatures(top)) / 2;
    return new EscapeLaw(next.barrierToLearn().orElseThrow(), Math.exp(-logRate), zeroModes);
  }

  /**
   * The volume of the orbit of {@code rank} learned directions in each of the L − 1 hidden layers:
   * their frames fill Π_{k&lt;rank} A(S^{h−k−1}) per layer. An angle towards an unlearned direction
   * has length √2·a, with a the direction's weight. The angles of a pair of learned directions
   * share layers with those of the adjacent hidden layers: their Gram matrix has 2(a²+b²) on its
   * diagonal and −2ab beside it.
   */
  private double logOrbitVolume(List<Double> weights, int rank) {
    double logVolume = 0;
    for (int i = 0; i < rank; i++) {
      double a = weights.get(i);
      logVolume += (layers - 1) * Spheres.logArea(hiddenWidth - i);
      logVolume += (layers - 1) * (hiddenWidth - rank) * Math.log(Math.sqrt(2) * a);
      for (int j = 0; j < i; j++) {
        logVolume += logPairVolume(a, weights.get(j));
      }
    }
    return logVolume;
  }

  private double logPairVolume(double a, double b) {
    double diagonal = 2 * (a * a + b * b);
    double beside = -2 * a * b;
    // The determinant of a tridiagonal matrix by its three-term recurrence.
    double previous = 1;
    double determinant = diagonal;
    for (int layer = 2; layer < layers; layer++) {
      double next = diagonal * determinant - beside * beside * previous;
      previous = determinant;
      determinant = next;
    }
    return Math.log(determinant) / 2;
  }

  /** ln|det' H|: the sum of ln|curvature| over all directions but the zero modes. */
  private double logCurvatures(List<Double> weights) {
    double sum = 0;
    for (double curvature : curvatures(weights)) {
      if (Math.abs(curvature) > ZERO_CURVATURE) {
        sum += Math.log(Math.abs(curvature));
      }
    }
    return sum;
  }

  /** All eigenvalues of the Hessian at the state whose layers have the diagonal {@code weights}. */
  List<Double> curvatures(List<Double> weights) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < hiddenWidth; i++) {
      for (int j = 0; j <= i; j++) {
        List<Entry> block = block(i, j);
        if (block.isEmpty()) {
          continue;
        }
        RealMatrix hessian = new Array2DRowRealMatrix(block.size(), block.size());
        for (int row = 0; row < block.size(); row++) {
          for (int column = 0; column < block.size(); column++) {
            hessian.setEntry(row, column, second(weights, block.get(row), block.get(column)));
          }
        }
        for (double curvature : new EigenDecompositionSymmetric(hessian).getEigenvalues()) {
          all.add(curvature);
        }
      }
    }
    return all;
  }

  /** An entry of one layer's matrix; layers count from 0 at the input. */
  private record Entry(int layer, int row, int column) {}

  private List<Entry> block(int i, int j) {
    List<Entry> entries = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      addIfInside(entries, new Entry(layer, i, j));
      if (i != j) {
        addIfInside(entries, new Entry(layer, j, i));
      }
    }
    return entries;
  }

  private void addIfInside(List<Entry> entries, Entry entry) {
    int rows = entry.layer == layers - 1 ? singularValues.size() : hiddenWidth;
    int columns = entry.layer == 0 ? singularValues.size() : hiddenWidth;
    if (entry.row < rows && entry.column < columns) {
      entries.add(entry);
    }
  }

  /**
   * ∂²E between two entries: the product of the changes that each makes to W_L…W_1, plus the
   * residual times the change that both make together, plus β on the diagonal.
   */
  private double second(List<Double> weights, Entry a, Entry b) {
    double penalty = a.equals(b) ? l2 : 0;
    double first =
        a.row == b.row && a.column == b.column ? change(weights, a) * change(weights, b) : 0;
    if (a.layer == b.layer) {
      return penalty + first;
    }
    Entry upper = a.layer > b.layer ? a : b;
    Entry lower = a.layer > b.layer ? b : a;
    // Together they change the product at (upper.row, lower.column); only its diagonal has a
    // residual
    // and they connect only through upper.column = lower.row.
    if (upper.row != lower.column
        || upper.column != lower.row
        || upper.row >= singularValues.size()) {
      return penalty + first;
    }
    double outer = weights.get(upper.row);
    double residual = Math.pow(outer, layers) - singularValues.get(upper.row);
    int between = upper.layer - lower.layer - 1;
    return penalty
        + first
        + residual
            * Math.pow(outer, layers - 2 - between)
            * Math.pow(weight(weights, upper.column), between);
  }

  /** How fast W_L…W_1 changes with an entry, at its place (row, column). */
  private double change(List<Double> weights, Entry entry) {
    int above = layers - 1 - entry.layer;
    return Math.pow(weight(weights, entry.row), above)
        * Math.pow(weight(weights, entry.column), entry.layer);
  }

  private static double weight(List<Double> weights, int index) {
    return index < weights.size() ? weights.get(index) : 0;
  }
}
