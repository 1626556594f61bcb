package org.groksweep.trainer.data.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearExamplesTest {

  // Sums of a few hundred products of order 1.
  private static final double TOLERANCE = 1e-13;

  @ParameterizedTest
  @EnumSource(names = {"POPULATION", "WHITENED"})
  void momentsAreExactlyTheLaws(Data data) {
    Examples examples = LinearExamples.of(teacher(data, 200, Residual.UNIT_OUTPUT));
    double[][] second = secondMoments(examples, 0, examples.available());
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(second[i][j]).as("xx").isCloseTo(i == j ? 1 : 0, within(TOLERANCE));
      }
    }
    assertThat(second[3][0]).as("y1 x1").isCloseTo(0.9, within(TOLERANCE));
    assertThat(second[4][1]).as("y2 x2").isCloseTo(0.5, within(TOLERANCE));
    assertThat(second[3][1]).as("y1 x2").isCloseTo(0, within(TOLERANCE));
    assertThat(second[3][2]).as("y1 x3").isCloseTo(0, within(TOLERANCE));
    assertThat(second[3][3]).as("y1 y1").isCloseTo(1, within(TOLERANCE));
    assertThat(second[4][4]).as("y2 y2").isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void sampledMomentsAreThoseOfTheLawUpToTheirSpread() {
    Examples examples = LinearExamples.of(teacher(Data.SAMPLED, 4000, Residual.UNIT_OUTPUT));
    double[][] second = secondMoments(examples, 0, examples.available());
    // The standard error of a mean product of unit normals is 0.016 here; four of them.
    assertThat(second[3][0]).isCloseTo(0.9, within(0.09)).isNotCloseTo(0.9, within(TOLERANCE));
    assertThat(second[0][1]).isCloseTo(0, within(0.064)).isNotZero();
  }

  @Test
  void theHoldOutIsThePopulation() {
    Examples sampled = LinearExamples.of(teacher(Data.SAMPLED, 10, Residual.VARIANCE));
    Examples population = LinearExamples.of(teacher(Data.POPULATION, 10, Residual.VARIANCE));
    assertThat(sampled.available()).isEqualTo(10);
    // Two signs of three inputs, twice for the residual's signs.
    assertThat(population.available()).isEqualTo(12);
    assertThat(secondMoments(sampled, 10, sampled.count()))
        .isDeepEqualTo(secondMoments(population, 0, 12));
  }

  @Test
  void theDataSeedNamesTheData() {
    LinearTeacher law = teacher(Data.SAMPLED, 10, Residual.VARIANCE);
    LinearTeacher other =
        new LinearTeacher(law.singularValues(), 3, 2, Data.SAMPLED, 10, law.residual(), 0.25, 1);
    assertThat(LinearExamples.of(law).fingerprint())
        .isEqualTo(LinearExamples.of(law).fingerprint())
        .isNotEqualTo(LinearExamples.of(other).fingerprint());
  }

  @Test
  void aFreshExampleStandsAtItsPlaceInTheStream() {
    Examples examples = LinearExamples.of(teacher(Data.POPULATION, 10, Residual.VARIANCE));
    RandomStream draws = new RandomStream(SeedStreams.of(9), Stream.BATCH);
    double[] drawn = new double[6];
    examples.population().orElseThrow().draw(draws, 17, 2, drawn, 1);
    double x1 = draws.normal(17, 10);
    double x2 = draws.normal(17, 11);
    assertThat(drawn)
        .containsExactly(
            0,
            x1,
            x2,
            draws.normal(17, 12),
            0.5 * draws.normal(17, 13) + 0.9 * x1,
            0.5 * draws.normal(17, 14) + 0.5 * x2);
  }

  @Test
  void fewerExamplesThanNumbersInOneCannotBeWhitened() {
    assertThatThrownBy(() -> LinearExamples.of(teacher(Data.WHITENED, 4, Residual.VARIANCE)))
        .hasMessage("task.examples: 4 must be at least 5, inputs and outputs, to be whitened");
  }

  @Test
  void aSingularValueAboveOneLeavesNoVarianceForTheResidual() {
    assertThatThrownBy(
            () ->
                new LinearTeacher(
                    List.of(1.2), 1, 1, Data.POPULATION, 1, Residual.UNIT_OUTPUT, 0, 0))
        .hasMessage("singularValues: 1.2 must be at most 1 where every output has variance 1");
  }

  private static LinearTeacher teacher(Data data, int examples, Residual residual) {
    return new LinearTeacher(List.of(0.9, 0.5), 3, 2, data, examples, residual, 0.25, 0);
  }

  /** Mean products of all pairs of numbers, inputs before targets. */
  private static double[][] secondMoments(Examples examples, int from, int to) {
    int width = examples.features() + examples.outputs();
    double[][] sums = new double[width][width];
    double[] row = new double[width];
    for (int example = from; example < to; example++) {
      examples.copyInput(example, row, 0);
      examples.copyTarget(example, row, examples.features());
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          sums[i][j] += row[i] * row[j] / (to - from);
        }
      }
    }
    return sums;
  }
}
