package org.groksweep.trainer.data;

import java.util.Arrays;
import org.groksweep.trainer.data.ModularTask.Operation;

/**
 * Every pair (a, b) of residues once, in the order of a, then b; for division without b = 0. An
 * input is one-hot(a) followed by one-hot(b), [2p]; the label is a ∘ b mod p. There is no hold-out.
 */
final class ModularExamples implements Examples {

  private final int modulus;

  /** Of an example, p·a + b. */
  private final int[] pairs;

  private final int[] labels;
  private final String fingerprint;

  ModularExamples(ModularTask task) {
    this.modulus = task.modulus();
    int firstB = task.operation() == Operation.DIVIDE ? 1 : 0;
    this.pairs = new int[modulus * (modulus - firstB)];
    this.labels = new int[pairs.length];
    int example = 0;
    for (int a = 0; a < modulus; a++) {
      for (int b = firstB; b < modulus; b++) {
        pairs[example] = modulus * a + b;
        labels[example] = result(task.operation(), a, b);
        example++;
      }
    }
    this.fingerprint = Fingerprint.of(this);
  }

  private int result(Operation operation, int a, int b) {
    return switch (operation) {
      case ADD -> (a + b) % modulus;
      case SUBTRACT -> Math.floorMod(a - b, modulus);
      case MULTIPLY -> a * b % modulus;
      case DIVIDE -> a * inverse(b) % modulus;
    };
  }

  // Fermat: b^(p-2) is the inverse of b modulo a prime p.
  private int inverse(int b) {
    int power = 1;
    for (int i = 0; i < modulus - 2; i++) {
      power = power * b % modulus;
    }
    return power;
  }

  @Override
  public int count() {
    return pairs.length;
  }

  @Override
  public int available() {
    return pairs.length;
  }

  @Override
  public int features() {
    return 2 * modulus;
  }

  @Override
  public int outputs() {
    return modulus;
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public int label(int example) {
    return labels[example];
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + 2 * modulus, 0);
    target[offset + pairs[example] / modulus] = 1;
    target[offset + modulus + pairs[example] % modulus] = 1;
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + modulus, 0);
    target[offset + labels[example]] = 1;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }
}
