package org.groksweep.trainer.data;

import java.math.BigInteger;
import org.groksweep.trainer.data.ModularTask.Operation;

/** The table of a ∘ b mod p. */
final class ModularTable {

  private final int modulus;
  private final Operation operation;

  /** Of each residue, its inverse mod p, 0 for 0; empty where the operation doesn't divide. */
  private final int[] inverses;

  ModularTable(int modulus, Operation operation) {
    this.modulus = modulus;
    this.operation = operation;
    this.inverses = new int[operation.divides() ? modulus : 0];
    for (int b = 1; b < inverses.length; b++) {
      inverses[b] = BigInteger.valueOf(b).modInverse(BigInteger.valueOf(modulus)).intValueExact();
    }
  }

  /** The results of all pairs, [p, p], b counting fastest; of a division by 0 it is 0. */
  int[] results() {
    int[] results = new int[modulus * modulus];
    for (int a = 0; a < modulus; a++) {
      for (int b = 0; b < modulus; b++) {
        results[a * modulus + b] = Math.floorMod(result(a, b), modulus);
      }
    }
    return results;
  }

  // Long, since x³ + xy² + y of residues below 1,000 reaches 2·10⁹; the caller reduces it.
  private long result(long a, long b) {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a * inverses[(int) b];
      case X2_PLUS_Y2 -> a * a + b * b;
      case X2_PLUS_XY_PLUS_Y2 -> a * a + a * b + b * b;
      case X2_PLUS_XY_PLUS_Y2_PLUS_X -> a * a + a * b + b * b + a;
      case X3_PLUS_XY -> a * a * a + a * b;
      case X3_PLUS_XY2_PLUS_Y -> a * a * a + a * b * b + b;
      case DIVIDE_IF_ODD_ELSE_SUBTRACT -> b % 2 == 1 ? a * inverses[(int) b] : a - b;
      case ADD_IF_EVEN_ELSE_MULTIPLY -> a % 2 == 0 ? a + b : a * b;
      case ADD_IF_EVEN_ELSE_SUBTRACT -> a % 2 == 0 ? a + b : a - b;
    };
  }
}
