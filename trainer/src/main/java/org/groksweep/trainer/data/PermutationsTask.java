package org.groksweep.trainer.data;

import org.groksweep.trainer.spec.TaskSpec;

/**
 * Composition in the symmetric group of a degree, one class per permutation, as Power et al. (2022)
 * have it for degree 5: 120 permutations and 14,400 pairs.
 *
 * @param degree number of things that are permuted, in [2, {@value #MAX_DEGREE}]
 * @param operation what is done with a pair
 * @param labels whether the results are the labels, or random ones
 * @param labelSeed of random labels, at least 0; without effect on the operation's
 */
public record PermutationsTask(int degree, Operation operation, LabelSource labels, int labelSeed)
    implements TaskSpec {

  /** What is done with a pair; a·b applies a first, then b, as openai/grok does. */
  public enum Operation {
    /** a·b. */
    COMPOSE,
    /** a·b·a⁻¹. */
    CONJUGATE,
    /** a·b·a. */
    ABA_PRODUCT
  }

  public static final String TYPE = "permutations";

  /** 720 permutations, 518,400 pairs; degree 7 would have 25 million. */
  static final int MAX_DEGREE = 6;

  public PermutationsTask {
    if (degree < 2 || degree > MAX_DEGREE) {
      throw new IllegalArgumentException(
          "degree: %d must be in [2, %d]".formatted(degree, MAX_DEGREE));
    }
    if (labelSeed < 0) {
      throw new IllegalArgumentException("labelSeed: %d must be at least 0".formatted(labelSeed));
    }
  }

  @Override
  public String type() {
    return TYPE;
  }
}
