package org.groksweep.trainer.data.linear;

import java.util.Optional;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;
import org.groksweep.trainer.data.Population;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * Examples of a {@link LinearTeacher}; the hold-out is the population, so that a test loss is the
 * expected one.
 *
 * <p>Of the population there are the inputs ±√n·e_k for each of the n coordinates, and each twice,
 * with residuals +√v and -√v, where any residual has variance: then Σxx, Σyx and every output's
 * variance are exactly the law's, which is all that a linear network's loss depends on. A drawn
 * example i has its normal numbers in {@link Stream#DATA} at step i: index j for input j, then the
 * residuals.
 */
final class LinearExamples implements Examples {

  private final LinearTeacher law;

  /** [count, inputs + outputs], the available ones first. */
  private final double[] rows;

  private final int width;
  private final int available;

  private LinearExamples(LinearTeacher law, double[] available, double[] holdOut) {
    this.law = law;
    this.width = law.inputs() + law.outputs();
    this.available = available.length / width;
    this.rows = new double[available.length + holdOut.length];
    System.arraycopy(available, 0, rows, 0, available.length);
    System.arraycopy(holdOut, 0, rows, available.length, holdOut.length);
  }

  /**
   * The examples of a law.
   *
   * @throws IllegalArgumentException if there are fewer examples to whiten than numbers in one
   */
  static LinearExamples of(LinearTeacher law) {
    double[] population = population(law);
    double[] drawn = law.data() == Data.POPULATION ? population : drawn(law);
    return new LinearExamples(law, drawn, population);
  }

  private static double[] population(LinearTeacher law) {
    int width = law.inputs() + law.outputs();
    boolean noisy = false;
    for (int output = 0; output < law.outputs(); output++) {
      noisy |= law.residualVarianceOf(output) > 0;
    }
    int copies = noisy ? 4 : 2;
    double[] rows = new double[law.inputs() * copies * width];
    for (int row = 0; row < law.inputs() * copies; row++) {
      int offset = row * width;
      double sign = row % 2 == 0 ? 1 : -1;
      double residualSign = noisy ? (row / 2 % 2 == 0 ? 1 : -1) : 0;
      rows[offset + row / copies] = sign * Math.sqrt(law.inputs());
      for (int output = 0; output < law.outputs(); output++) {
        rows[offset + law.inputs() + output] =
            residualSign * Math.sqrt(law.residualVarianceOf(output));
      }
      addTeacherInPlace(law, rows, offset);
    }
    return rows;
  }

  private static double[] drawn(LinearTeacher law) {
    int width = law.inputs() + law.outputs();
    RandomStream draws = new RandomStream(SeedStreams.of(law.dataSeed()), Stream.DATA);
    double[] rows = new double[Math.multiplyExact(law.examples(), width)];
    for (int row = 0; row < law.examples(); row++) {
      for (int i = 0; i < width; i++) {
        rows[row * width + i] = draws.gaussian(row, i);
      }
    }
    if (law.data() == Data.WHITENED) {
      whitenInPlace(rows, law.examples(), width);
    }
    for (int row = 0; row < law.examples(); row++) {
      scaleResidualsInPlace(law, rows, row * width);
      addTeacherInPlace(law, rows, row * width);
    }
    return rows;
  }

  /** Modified Gram-Schmidt, twice, on columns whose mean square becomes 1. */
  private static void whitenInPlace(double[] rows, int count, int width) {
    if (count < width) {
      throw new IllegalArgumentException(
          "task.examples: %d must be at least %d, inputs and outputs, to be whitened"
              .formatted(count, width));
    }
    for (int column = 0; column < width; column++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < column; other++) {
          double share = product(rows, width, column, other) / count;
          for (int at = 0; at < rows.length; at += width) {
            rows[at + column] -= share * rows[at + other];
          }
        }
      }
      double scale = Math.sqrt(count / product(rows, width, column, column));
      for (int at = 0; at < rows.length; at += width) {
        rows[at + column] *= scale;
      }
    }
  }

  private static double product(double[] rows, int width, int one, int other) {
    double sum = 0;
    for (int at = 0; at < rows.length; at += width) {
      sum += rows[at + one] * rows[at + other];
    }
    return sum;
  }

  private static void scaleResidualsInPlace(LinearTeacher law, double[] example, int offset) {
    for (int output = 0; output < law.outputs(); output++) {
      example[offset + law.inputs() + output] *= Math.sqrt(law.residualVarianceOf(output));
    }
  }

  private static void addTeacherInPlace(LinearTeacher law, double[] example, int offset) {
    for (int mode = 0; mode < law.singularValues().size(); mode++) {
      example[offset + law.inputs() + mode] +=
          law.singularValues().get(mode) * example[offset + mode];
    }
  }

  @Override
  public int count() {
    return rows.length / width;
  }

  @Override
  public int available() {
    return available;
  }

  @Override
  public int features() {
    return law.inputs();
  }

  @Override
  public int outputs() {
    return law.outputs();
  }

  @Override
  public boolean isClassification() {
    return false;
  }

  @Override
  public int label(int example) {
    throw new IllegalArgumentException("linear-teacher has no labels");
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    System.arraycopy(rows, example * width, target, offset, law.inputs());
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    System.arraycopy(rows, example * width + law.inputs(), target, offset, law.outputs());
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  @Override
  public Optional<Population> population() {
    return Optional.of(this::draw);
  }

  private void draw(RandomStream draws, long step, int place, double[] target, int offset) {
    for (int i = 0; i < width; i++) {
      target[offset + i] = draws.normal(step, (long) place * width + i);
    }
    scaleResidualsInPlace(law, target, offset);
    addTeacherInPlace(law, target, offset);
  }
}
