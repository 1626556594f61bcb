package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mean escape times in steps against those of simulations in C and numpy and against Langer's rate:
 * Ersoy and Wiesner (2026), with the gradient noise stated as a variance.
 */
class EscapeTimesTest {

  /**
   * A chain of three scalars, s = 1, l2 = 0.35, learning rate 0.2, from 0 to P &gt; 0.315, the
   * middle of saddle and minimum. The brackets hold a mean of 200 seeds, three standard errors to
   * both sides of the mean over 4,000.
   */
  @ParameterizedTest
  @CsvSource({
    "18, 232, 297",
    "30, 616, 794",
    "42, 1654, 2178",
    "54, 4219, 5569",
    "66, 11685, 15400",
    "78, 30669, 40465"
  })
  void aChainEscapesUnderGradientNoiseWhenItShould(double batch, double least, double most) {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.learningRate = 0.2;
    specs.l2 = 0.35;
    specs.gradientNoise = 2.7 / batch;
    specs.endingAt(EscapeRule.atOnce("up", "singular_values_1", Direction.ABOVE, 0.315));
    specs.phase("wait", 400_000);
    assertThat(meanEscape(specs, 200)).isBetween(least, most);
  }

  /**
   * Rank 1 to rank 2 of a 2-2-2-2 network, s = (1, 0.7), l2 = 0.22, learning rate 0.1, barrier
   * 0.0114275; the tolerance is four standard errors of both means.
   */
  @ParameterizedTest
  @CsvSource({"2, 1566, 62", "3, 4000, 150", "4, 10400, 400"})
  void aMatrixNetworkLearnsItsSecondModeWhenItShould(
      double barrierOverTemperature, double mean, double standardError) {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.task = ReplicaSpecs.population(1.0, 0.7);
    specs.l2 = 0.22;
    specs.model = ReplicaSpecs.fromModes(3, 2, List.of(stationary(1, 0.22)));
    // T = lr · variance / 2.
    specs.gradientNoise = 2 * (0.0114275 / barrierOverTemperature) / 0.1;
    specs.endingAt(EscapeRule.atOnce("rank2", "singular_values_2", Direction.ABOVE, 0.35));
    specs.phase("wait", 400_000);
    double ours = mean / Math.sqrt(400);
    assertThat(meanEscape(specs, 400)).isCloseTo(mean, within(4 * Math.hypot(standardError, ours)));
  }

  /**
   * Forgetting under the noise of fresh batches: a chain of three at s = 0.8, l2 = 0.33, from the
   * minimum to P &lt; 0.0544; the tolerance is four standard errors of both means.
   */
  @ParameterizedTest
  @CsvSource({"6, 1123, 51", "8, 2060, 99", "11, 4650, 207"})
  void aChainForgetsUnderMinibatchNoiseWhenItShould(int batch, double mean, double standardError) {
    assertThat(meanForgetting(batch, 400))
        .isCloseTo(mean, within(4 * Math.hypot(standardError, mean / Math.sqrt(400))));
  }

  /** S = 0.027104 is the quasi-potential's integral; sampling leaves [0.85, 1.2]. */
  @Test
  @Tag("slow")
  void theBarrierOfForgettingIsTheIntegral() {
    int[] batches = {6, 8, 11, 15, 18, 22};
    double[] inverse = new double[batches.length];
    double[] logarithm = new double[batches.length];
    for (int i = 0; i < batches.length; i++) {
      inverse[i] = batches[i] / 0.1;
      logarithm[i] = Math.log(meanForgetting(batches[i], 200));
    }
    assertThat(slope(inverse, logarithm) / 0.027104).isBetween(0.85, 1.2);
  }

  private static double meanForgetting(int batch, int seeds) {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.task =
        ReplicaSpecs.teacher(
            LinearTeacher.Data.POPULATION, 1, LinearTeacher.Residual.UNIT_OUTPUT, 0.8);
    specs.l2 = 0.33;
    specs.model = ReplicaSpecs.fromModes(3, 1, List.of(stationary(0.8, 0.33)));
    specs.batching = new Batching(batch, Batching.Sampling.FRESH);
    specs.endingAt(EscapeRule.atOnce("down", "singular_values_1", Direction.BELOW, 0.0544));
    specs.phase("wait", 3_000_000);
    return meanEscape(specs, seeds);
  }

  private static double meanEscape(ReplicaSpecs specs, int seeds) {
    GroupLearner group = new LockstepEngine().group(specs.seeds(1, seeds), specs.examples());
    BitSet all = new BitSet();
    all.set(0, seeds);
    group.beginPhase(0, all);
    group.advance(specs.seed(1).maxSteps());
    double sum = 0;
    for (int replica = 0; replica < seeds; replica++) {
      sum += group.crossing(replica, 0).orElseThrow();
    }
    return sum / seeds;
  }

  /** The larger λ with l2 = λ^{1/3}(s - λ) of a chain of three, by bisection from the top down. */
  private static double stationary(double s, double l2) {
    double low = s / 4; // λ^{1/3}(s - λ) falls from s/4 on.
    double high = s;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (Math.cbrt(middle) * (s - middle) > l2) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double slope(double[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += x[i] / x.length;
      meanY += y[i] / x.length;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return products / squares;
  }
}
