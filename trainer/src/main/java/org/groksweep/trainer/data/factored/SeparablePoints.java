package org.groksweep.trainer.data.factored;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.Stream;

/**
 * Points of two classes, drawn once and kept small: sixteen signs to a char, so that ten thousand
 * points of a hundred thousand signs fit in 125 MB, and normal numbers as floats. Label 1 stands
 * for the positive sign.
 *
 * <p>Addresses in {@link Stream#DATA}: step 0 has the rule (index k the sign or the direction of
 * coordinate k), step e + 1 example e; one index holds 16 signs, or one normal number.
 */
final class SeparablePoints implements Examples {

  private static final int SIGNS_PER_CHAR = 16;

  private final SeparableClassification task;

  /** Of each example under {@link Kind#SPARSE}: signs, the lowest bit first. */
  private final char[][] signs;

  /** Of each example under {@link Kind#LARGE_MARGIN}: the point before classes are pushed apart. */
  private final float[][] normals;

  /** Signs of the first k coordinates, or the direction w of norm 1. */
  private final double[] rule;

  private final int[] labels;

  SeparablePoints(SeparableClassification task) {
    this.task = task;
    RandomStream draws = new RandomStream(SeedStreams.of(task.dataSeed()), Stream.DATA);
    boolean sparse = task.kind() == Kind.SPARSE;
    this.rule = sparse ? signs(draws, task.sparsity()) : direction(draws, task.dimension());
    int count = task.examples() + task.testExamples();
    this.signs = new char[sparse ? count : 0][(task.dimension() - 1) / SIGNS_PER_CHAR + 1];
    this.normals = new float[sparse ? 0 : count][task.dimension()];
    this.labels = new int[count];
    double[] point = new double[task.dimension()];
    for (int example = 0; example < count; example++) {
      drawPoint(draws, example);
      copyPoint(example, point, 0);
      labels[example] = side(point) > 0 ? 1 : 0;
    }
  }

  private static double[] signs(RandomStream draws, int count) {
    double[] signs = new double[count];
    for (int k = 0; k < count; k++) {
      signs[k] = 2 * draws.below(2, 0, k) - 1;
    }
    return signs;
  }

  private static double[] direction(RandomStream draws, int dimension) {
    double[] direction = new double[dimension];
    double squares = 0;
    for (int k = 0; k < dimension; k++) {
      direction[k] = draws.gaussian(0, k);
      squares += direction[k] * direction[k];
    }
    for (int k = 0; k < dimension; k++) {
      direction[k] /= Math.sqrt(squares);
    }
    return direction;
  }

  private void drawPoint(RandomStream draws, int example) {
    long step = example + 1L;
    if (task.kind() == Kind.SPARSE) {
      for (int i = 0; i < signs[example].length; i++) {
        signs[example][i] = (char) draws.below(1 << SIGNS_PER_CHAR, step, i);
      }
      return;
    }

    for (int k = 0; k < task.dimension(); k++) {
      normals[example][k] = (float) draws.gaussian(step, k);
    }
  }

  /** The point before the classes are pushed apart. */
  private void copyPoint(int example, double[] target, int offset) {
    if (task.kind() == Kind.LARGE_MARGIN) {
      for (int k = 0; k < task.dimension(); k++) {
        target[offset + k] = normals[example][k];
      }
      return;
    }

    for (int k = 0; k < task.dimension(); k++) {
      int bits = signs[example][k / SIGNS_PER_CHAR] >>> (k % SIGNS_PER_CHAR);
      target[offset + k] = 2 * (bits & 1) - 1;
    }
  }

  private double side(double[] point) {
    double sum = 0;
    for (int k = 0; k < rule.length; k++) {
      sum += rule[k] * point[k];
    }
    return sum;
  }

  @Override
  public int count() {
    return labels.length;
  }

  @Override
  public int available() {
    return task.examples();
  }

  @Override
  public int features() {
    return task.dimension();
  }

  @Override
  public int outputs() {
    return 2;
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
    copyPoint(example, target, offset);
    if (task.kind() == Kind.LARGE_MARGIN) {
      double push = task.margin() / 2 * (2 * labels[example] - 1);
      for (int k = 0; k < rule.length; k++) {
        target[offset + k] += push * rule[k];
      }
    }
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    target[offset] = 1 - labels[example];
    target[offset + 1] = labels[example];
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }
}
