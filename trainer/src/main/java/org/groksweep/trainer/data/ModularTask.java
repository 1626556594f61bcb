package org.groksweep.trainer.data;

import java.math.BigInteger;
import org.groksweep.trainer.spec.TaskSpec;

/**
 * The result of a ∘ b mod p, one class per residue, as Power et al. (2022) have it.
 *
 * @param modulus p, in [2, {@value #MAX_MODULUS}]; prime where the operation divides
 * @param operation ∘
 */
public record ModularTask(int modulus, Operation operation) implements TaskSpec {

  /** What is done with a pair of residues. */
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** The c with a = b·c mod p; pairs with b = 0 are no examples. */
    DIVIDE
  }

  public static final String TYPE = "modular";

  /** A million pairs: larger tables would not fit a trial's memory as one-hot inputs. */
  static final int MAX_MODULUS = 1000;

  public ModularTask {
    if (modulus < 2 || modulus > MAX_MODULUS) {
      throw new IllegalArgumentException(
          "modulus: %d must be in [2, %d]".formatted(modulus, MAX_MODULUS));
    }
    if (operation == Operation.DIVIDE && !isPrime(modulus)) {
      throw new IllegalArgumentException(
          "modulus: %d must be prime for operation divide; did you mean %s?"
              .formatted(modulus, BigInteger.valueOf(modulus).nextProbablePrime()));
    }
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
