package org.groksweep.trainer.data;

import java.math.BigInteger;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Neutral;
import org.groksweep.trainer.spec.TaskSpec;

/**
 * The result of a ∘ b mod p, one class per residue, as Power et al. (2022) have it.
 *
 * @param modulus p, in [2, {@value #MAX_MODULUS}]; prime where the operation divides
 * @param operation ∘
 * @param labels whether the results are the labels, or random ones
 * @param labelSeed of random labels, at least 0; without effect on the operation's
 */
public record ModularTask(
    int modulus,
    Operation operation,
    @Neutral("\"OPERATION\"") LabelSource labels,
    @Neutral("0") int labelSeed)
    implements TaskSpec {

  /**
   * What is done with a pair of residues. The names of polynomials spell the formula: in {@code
   * X3_PLUS_XY2_PLUS_Y} a is x and b is y.
   */
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** The c with a = b·c mod p; pairs with b = 0 are no examples. */
    DIVIDE,
    /** x² + y². */
    X2_PLUS_Y2,
    /** x² + xy + y². */
    X2_PLUS_XY_PLUS_Y2,
    /** x² + xy + y² + x. */
    X2_PLUS_XY_PLUS_Y2_PLUS_X,
    /** x³ + xy. */
    X3_PLUS_XY,
    /** x³ + xy² + y. */
    X3_PLUS_XY2_PLUS_Y,
    /** a / b mod p where b is odd, a - b where it is even, b as a number in [0, p). */
    DIVIDE_IF_ODD_ELSE_SUBTRACT,
    /** a + b where a is even, a·b where it is odd, a as a number in [0, p). */
    ADD_IF_EVEN_ELSE_MULTIPLY,
    /** a + b where a is even, a - b where it is odd, a as a number in [0, p). */
    ADD_IF_EVEN_ELSE_SUBTRACT;

    /** Whether it divides, so that p must be prime. */
    boolean divides() {
      return this == DIVIDE || this == DIVIDE_IF_ODD_ELSE_SUBTRACT;
    }
  }

  public static final String TYPE = "modular";

  /** A million pairs: larger tables would not fit a trial's memory as one-hot inputs. */
  static final int MAX_MODULUS = 1000;

  public ModularTask {
    if (modulus < 2 || modulus > MAX_MODULUS) {
      throw new IllegalArgumentException(
          "modulus: %d must be in [2, %d]".formatted(modulus, MAX_MODULUS));
    }
    if (operation.divides() && !isPrime(modulus)) {
      throw new IllegalArgumentException(
          "modulus: %d must be prime for operation %s; did you mean %s?"
              .formatted(
                  modulus,
                  Choices.key(operation),
                  BigInteger.valueOf(modulus).nextProbablePrime()));
    }
    if (labelSeed < 0) {
      throw new IllegalArgumentException("labelSeed: %d must be at least 0".formatted(labelSeed));
    }
  }

  /** With the operation's results as the labels. */
  public ModularTask(int modulus, Operation operation) {
    this(modulus, operation, LabelSource.OPERATION, 0);
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String type() {
    return TYPE;
  }
}
