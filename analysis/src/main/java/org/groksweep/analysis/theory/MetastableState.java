package org.groksweep.analysis.theory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The balanced state of a deep linear network in which the largest {@code rank} singular values are
 * learned and the others are not: what {@code start: metastable} begins at.
 *
 * <p>Every layer is the same rectangular diagonal matrix, with the weights λ_k^{1/L} in the first
 * places and zeros elsewhere.
 *
 * @param layers L, at least 2
 * @param singularValues of the input-output covariance, descending, above 0
 * @param l2 β, at least 0
 * @param rank how many are learned, from 0 to their number
 */
public record MetastableState(int layers, List<Double> singularValues, double l2, int rank) {

  public MetastableState {
    singularValues = List.copyOf(singularValues);
    if (!singularValues.equals(
        singularValues.stream().sorted(Comparator.reverseOrder()).toList())) {
      throw new IllegalArgumentException("singularValues: " + singularValues + " must descend");
    }
    if (rank < 0 || rank > singularValues.size()) {
      throw new IllegalArgumentException(
          "rank: " + rank + " must be in [0, " + singularValues.size() + "]");
    }
  }

  /** The landscape of mode {@code k}, counted from 0. */
  public ModeLandscape landscape(int k) {
    return new DeepLinearMode(layers, singularValues.get(k)).at(l2);
  }

  /**
   * The diagonal of every layer, one weight per singular value: λ_min^{1/L} for the learned ones, 0
   * for the others.
   *
   * @return empty where a mode that should be learned has no learned state at this L2
   */
  public Optional<List<Double>> layerWeights() {
    if (IntStream.range(0, rank).anyMatch(k -> landscape(k).learned().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.range(0, singularValues.size())
            .mapToObj(k -> k < rank ? landscape(k).learned().orElseThrow().layerWeight() : 0.0)
            .toList());
  }
}
