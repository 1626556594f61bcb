package org.groksweep.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Test;

class JacobiSvdTest {

  // A few units in the last place of numbers near 1.
  private static final double ROUNDING = 1e-14;

  @Test
  void aDiagonalMatrixHasItsMagnitudesInDescendingOrder() {
    assertThat(JacobiSvd.singularValues(new Matrix(2, 3, new double[] {0, -2, 0, 3, 0, 0})))
        .containsExactly(new double[] {3, 2}, within(ROUNDING));
  }

  @Test
  void aRotationKeepsSingularValues() {
    // [[3, 0], [4, 5]] has singular values 3√5 and √5: the eigenvalues of AᵀA are 45 and 5.
    assertThat(JacobiSvd.singularValues(new Matrix(2, 2, new double[] {3, 0, 4, 5})))
        .containsExactly(new double[] {3 * Math.sqrt(5), Math.sqrt(5)}, within(10 * ROUNDING));
  }

  @Test
  void theHilbertMatrixOfOrderFiveIsResolvedToItsSmallestValue() {
    double[] hilbert = new double[25];
    for (int i = 0; i < 25; i++) {
      hilbert[i] = 1.0 / (i / 5 + i % 5 + 1);
    }
    double[] values = JacobiSvd.singularValues(new Matrix(5, 5, hilbert));
    // Eigenvalues of the 5 × 5 Hilbert matrix; its determinant is 1/266716800000 exactly.
    assertThat(values[0]).isCloseTo(1.5670506910982314, within(1e-14));
    assertThat(values[4]).isCloseTo(3.2879287721734e-6, within(1e-16));
    double determinant = 1;
    for (double value : values) {
      determinant *= value;
    }
    assertThat(determinant * 266716800000.0).isCloseTo(1, within(1e-10));
  }

  @Test
  void aRankDeficientMatrixHasZerosAtItsEnd() {
    int rows = 200;
    int columns = 12;
    RandomStream draws = new RandomStream(SeedStreams.of(1), Stream.INIT);
    Matrix left = random(draws, 0, rows, 3);
    Matrix right = random(draws, 1, 3, columns);
    double[] values = JacobiSvd.singularValues(left.times(right));
    assertThat(values).hasSize(columns);
    assertThat(values[2]).isGreaterThan(1);
    assertThat(values[3]).isLessThan(1e-13 * values[0]);
  }

  @Test
  void theSumOfSquaresIsTheFrobeniusNorm() {
    Matrix matrix = random(new RandomStream(SeedStreams.of(2), Stream.INIT), 0, 30, 50);
    double squares = 0;
    for (double value : JacobiSvd.singularValues(matrix)) {
      squares += value * value;
    }
    double norm = matrix.distance(new Matrix(30, 50, new double[1500]));
    assertThat(Math.sqrt(squares)).isCloseTo(norm, within(1e-12));
  }

  @Test
  void scalesBeyondTheRangeOfSquaresAreNoTrouble() {
    assertThat(JacobiSvd.singularValues(new Matrix(1, 2, new double[] {3e200, 4e200})))
        .containsExactly(new double[] {5e200}, within(1e186));
    assertThat(JacobiSvd.singularValues(new Matrix(1, 2, new double[] {3e-200, 4e-200})))
        .containsExactly(new double[] {5e-200}, within(1e-214));
  }

  @Test
  void aZeroMatrixAndOneThatIsNotFinite() {
    assertThat(JacobiSvd.singularValues(new Matrix(2, 2, new double[4]))).containsExactly(0, 0);
    assertThat(JacobiSvd.singularValues(new Matrix(1, 2, new double[] {1, Double.NaN})))
        .containsExactly(Double.NaN);
    assertThat(JacobiSvd.singularValues(new Matrix(1, 1, new double[] {Double.NEGATIVE_INFINITY})))
        .containsExactly(Double.NaN);
  }

  @Test
  void theEndToEndMatrixIsTheProductFromTheOutputsOn() {
    Weights weights =
        new Weights(
            List.of(
                Tensor.copyOf("layer1.weight", new int[] {1, 2}, new double[] {3, 4}, 0),
                Tensor.copyOf("layer2.weight", new int[] {3, 1}, new double[] {2, 0, 0}, 0)));
    Column column = new SingularValues().columns().get(0);
    // [2, 0, 0]ᵀ·[3, 4] has the singular values 10 and 0: as many as the lesser of 2 and 3.
    assertThat(new SingularValues().measure(weights, TestSpecs.SPEC, 0).byColumn().get(column))
        .satisfiesExactly(
            first -> assertThat(first).isCloseTo(10, within(10 * ROUNDING)),
            second -> assertThat(second).isZero());
  }

  @Test
  void balanceIsTheDistanceOfNeighbouringGramMatrices() {
    Weights weights =
        new Weights(
            List.of(
                Tensor.copyOf("layer1.weight", new int[] {2, 1}, new double[] {1, 2}, 0),
                Tensor.copyOf("layer2.weight", new int[] {1, 2}, new double[] {1, 2}, 0),
                Tensor.copyOf("layer3.weight", new int[] {1, 1}, new double[] {3}, 0)));
    Column column = new LayerBalance().columns().get(0);
    // Layers 1 and 2 are balanced; W₃ᵀW₃ − W₂W₂ᵀ = 9 − 5.
    assertThat(new LayerBalance().measure(weights, TestSpecs.SPEC, 0).byColumn().get(column))
        .containsExactly(4.0);
  }

  private static Matrix random(RandomStream draws, long step, int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = draws.gaussian(step, i);
    }
    return new Matrix(rows, columns, values);
  }
}
