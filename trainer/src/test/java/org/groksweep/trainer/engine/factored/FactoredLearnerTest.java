package org.groksweep.trainer.engine.factored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

/**
 * Against gradient descent whose gradient is a central difference of a loss written out naively.
 */
class FactoredLearnerTest {

  private static final double DIFFERENCE = 1e-5;
  // A central difference errs by some 1e-10 here; 25 steps of rate 0.1 carry that on.
  private static final double TOLERANCE = 1e-8;
  private static final double RATE = 0.1;
  private static final double L2 = 0.05;
  private static final int STEPS = 25;

  @Test
  void aFactoredMatrixFollowsTheGradientOfItsLoss() throws Exception {
    int size = 5;
    TrialSpec spec =
        FactoredTrials.spec(
            new MatrixCompletion(size),
            new MatrixFactorization(0.7, 0.2),
            Loss.MEAN_SQUARED_ERROR,
            9,
            RATE,
            L2);
    follow(spec, theta -> matrixLoss(spec, theta, size), 2 * size * size);
  }

  @Test
  void aDiagonalNetworkFollowsTheGradientOfTheLogisticLoss() throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new SeparableClassification(Kind.LARGE_MARGIN, 6, 4, 3, 3, 2, 1),
            new DiagonalLinear(0.8, 0.2),
            Loss.CROSS_ENTROPY,
            4,
            RATE,
            L2);
    follow(spec, theta -> logisticLoss(spec, theta, 6), 12);
  }

  private static void follow(TrialSpec spec, ToDoubleFunction<double[]> loss, int parameters)
      throws Exception {
    double[] theta = firstParameters(spec, parameters);
    try (Learner learner = FactoredTrials.learner(spec)) {
      for (int step = 0; step < STEPS; step++) {
        double[] gradient = gradient(loss, theta);
        double squares = 0;
        double norm = 0;
        for (int i = 0; i < parameters; i++) {
          gradient[i] += L2 * theta[i];
          squares += theta[i] * theta[i];
          norm += gradient[i] * gradient[i];
        }
        Measurement measured = learner.measure();
        assertThat(measured.trainLoss()).isCloseTo(loss.applyAsDouble(theta), within(TOLERANCE));
        assertThat(measured.weightNorm()).isCloseTo(Math.sqrt(squares), within(TOLERANCE));
        assertThat(measured.gradientNorm()).isCloseTo(Math.sqrt(norm), within(TOLERANCE));
        assertThat(measured.objective())
            .isCloseTo(measured.trainLoss() + L2 / 2 * squares, within(TOLERANCE));
        learner.step();
        for (int i = 0; i < parameters; i++) {
          theta[i] -= RATE * gradient[i];
        }
      }
      assertThat(learner.phaseStep()).isEqualTo(STEPS);
    }
  }

  /** The two factors, one after the other: steps 0 and 2 of the stream of first parameters. */
  private static double[] firstParameters(TrialSpec spec, int parameters) {
    RandomStream draws = new RandomStream(spec.seeds(), Stream.INIT);
    int half = parameters / 2;
    double[] theta = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      theta[i] = 0.2 * draws.gaussian(i < half ? 0 : 2, i % half);
    }
    if (spec.model() instanceof DiagonalLinear model) {
      for (int i = 0; i < parameters; i++) {
        theta[i] += model.initScale();
      }
      return theta;
    }
    int size = (int) Math.round(Math.sqrt(half));
    for (int i = 0; i < size; i++) {
      theta[i * size + i] += spec.model().initScale();
      theta[half + i * size + i] += spec.model().initScale();
    }
    return theta;
  }

  private static double[] gradient(ToDoubleFunction<double[]> loss, double[] theta) {
    double[] gradient = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      double at = theta[i];
      theta[i] = at + DIFFERENCE;
      double above = loss.applyAsDouble(theta);
      theta[i] = at - DIFFERENCE;
      double below = loss.applyAsDouble(theta);
      theta[i] = at;
      gradient[i] = (above - below) / (2 * DIFFERENCE);
    }
    return gradient;
  }

  private static double matrixLoss(TrialSpec spec, double[] theta, int d) {
    int[] observed = training(spec);
    double sum = 0;
    for (int entry : observed) {
      int i = entry / d;
      int j = entry % d;
      double value = 0;
      for (int k = 0; k < d; k++) {
        value += theta[i * d + k] * theta[j * d + k];
        value -= theta[d * d + i * d + k] * theta[d * d + j * d + k];
      }
      double error = value - (double) i * j / (d * d);
      sum += error * error;
    }
    return sum / observed.length;
  }

  private static double logisticLoss(TrialSpec spec, double[] theta, int d) {
    Examples examples = examples(spec);
    int[] training = training(spec);
    double sum = 0;
    for (int example : training) {
      double[] x = new double[d];
      examples.copyInput(example, x, 0);
      double f = 0;
      for (int k = 0; k < d; k++) {
        f += (theta[k] * theta[k] - theta[d + k] * theta[d + k]) * x[k];
      }
      sum += Math.log(1 + Math.exp(examples.label(example) == 1 ? -f : f));
    }
    return sum / training.length;
  }

  private static int[] training(TrialSpec spec) {
    return new Split(examples(spec), spec.seeds()).train(spec.phases().get(0).trainExamples());
  }

  private static Examples examples(TrialSpec spec) {
    try {
      return TaskFamilies.load().examples(spec.task());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void bothFactorsAlikeAreTheZeroFunction() throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new SeparableClassification(Kind.SPARSE, 50, 20, 30, 3, 1, 7),
            new DiagonalLinear(2, 0),
            Loss.CROSS_ENTROPY,
            20,
            RATE,
            0);
    try (Learner learner = FactoredTrials.learner(spec)) {
      Measurement first = learner.measure();
      assertThat(first.trainLoss()).isCloseTo(Math.log(2), within(1e-15));
      assertThat(first.logitNorm()).isZero();
      // 2 · 50 parameters of 2.
      assertThat(first.weightNorm()).isCloseTo(20, within(1e-12));
      assertThat(first.layerWeightNorms()).hasSize(2);
    }
  }

  @Test
  void anInfiniteLossEndsTheTrialBeforeItsUpdate() throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new MatrixCompletion(5),
            new MatrixFactorization(3, 0.1),
            Loss.HALF_SQUARED_ERROR,
            20,
            1e3,
            0);
    try (Learner learner = FactoredTrials.learner(spec)) {
      List<Long> steps = new ArrayList<>();
      while (learner.finite() && steps.size() < 100) {
        learner.step();
        steps.add(learner.phaseStep());
      }
      assertThat(learner.finite()).isFalse();
      assertThat(steps.get(steps.size() - 1)).isEqualTo(steps.size() - 1);
      assertThat(learner.measure().finite()).isFalse();
    }
  }

  @Test
  void whatItCannotTrainItDoesNotSupport() throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new MatrixCompletion(5),
            new MatrixFactorization(1, 0),
            Loss.MEAN_SQUARED_ERROR,
            9,
            RATE,
            L2);
    FactoredEngine engine = new FactoredEngine();
    assertThat(engine.supports(spec)).isTrue();
    assertThat(engine.supports(TestSpecs.withPrecision(spec, Precision.FLOAT32))).isFalse();
    assertThat(engine.supports(TestSpecs.withOptimizer(spec, TestSpecs.ADAM))).isFalse();
    assertThat(
            engine.supports(
                TestSpecs.withBatching(spec, new Batching(3, Batching.Sampling.SHUFFLED))))
        .isFalse();
    assertThat(engine.supports(TestSpecs.SPEC)).isFalse();
  }

  @Test
  void aTaskOfManyClassesIsRefused() {
    TrialSpec spec = TestSpecs.SPEC;
    TrialSpec diagonal =
        new TrialSpec(
            spec.task(),
            new DiagonalLinear(1, 0),
            Loss.CROSS_ENTROPY,
            new org.groksweep.trainer.spec.OptimizerSpec.Sgd(0, true),
            Batching.FULL,
            Precision.FLOAT64,
            spec.phases(),
            List.of(),
            spec.seeds());
    assertThatThrownBy(() -> new FactoredEngine().learner(diagonal, TestSpecs.examples()))
        .hasMessage(
            "model.type: diagonal predicts one number, two classes or one target; the task has 7"
                + " outputs");
  }
}
