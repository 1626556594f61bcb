package org.groksweep.trainer.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final int DRAWS = 200_000;
  private static final RandomStream RANDOM = new RandomStream(SeedStreams.of(7), Stream.INIT);

  /** Every bound below is five standard errors: a right generator fails one in two million. */
  private static final double SIGMAS = 5;

  /** P(√n·D > 2.2) = 2·exp(-2·2.2²) = 1.3e-4 (Kolmogorov, 1933). */
  private static final double KOLMOGOROV_BOUND = 2.2;

  @Test
  void aNumberIsAFunctionOfItsAddress() {
    RandomStream again = new RandomStream(SeedStreams.of(7), Stream.INIT);
    double late = again.uniform(1L << 40, 123);
    assertThat(again.uniform(0, 5)).isEqualTo(RANDOM.uniform(0, 5));
    assertThat(RANDOM.uniform(1L << 40, 123)).isEqualTo(late);
  }

  @Test
  void seedStreamStepAndIndexAllMatter() {
    double here = RANDOM.uniform(3, 4);
    assertThat(RANDOM.uniform(3, 5)).isNotEqualTo(here);
    assertThat(RANDOM.uniform(4, 4)).isNotEqualTo(here);
    // The step's upper word counts too.
    assertThat(RANDOM.uniform(3 + (1L << 32), 4)).isNotEqualTo(here);
    assertThat(new RandomStream(SeedStreams.of(8), Stream.INIT).uniform(3, 4)).isNotEqualTo(here);
    long upperWord = 7 + (1L << 32);
    assertThat(new RandomStream(SeedStreams.of(upperWord), Stream.INIT).uniform(3, 4))
        .isNotEqualTo(here);
    assertThat(new RandomStream(SeedStreams.of(7), Stream.BATCH).uniform(3, 4)).isNotEqualTo(here);
  }

  @Test
  void aPinnedStreamKeepsItsSeed() {
    SeedStreams pinned = new SeedStreams(1, Map.of(Stream.INIT, 7L));
    assertThat(new RandomStream(pinned, Stream.INIT).uniform(3, 4)).isEqualTo(RANDOM.uniform(3, 4));
  }

  @Test
  void uniformsAreUniform() {
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = RANDOM.uniform(1, i);
      assertThat(draws[i] >= 0 && draws[i] < 1).isTrue();
    }
    assertThat(kolmogorov(draws)).isLessThan(KOLMOGOROV_BOUND);
  }

  @Test
  void gaussiansHaveTheMomentsOfGaussians() {
    double[] moments = new double[5];
    for (int i = 0; i < DRAWS; i++) {
      double power = 1;
      double draw = RANDOM.gaussian(2, i);
      for (int order = 1; order <= 4; order++) {
        power *= draw;
        moments[order] += power / DRAWS;
      }
    }
    // Var of x^k is (2k-1)!! - (E x^k)²: 1, 2, 15 and 96.
    double standardError = 1 / Math.sqrt(DRAWS);
    assertThat(Math.abs(moments[1])).isLessThan(SIGMAS * standardError);
    assertThat(Math.abs(moments[2] - 1)).isLessThan(SIGMAS * Math.sqrt(2) * standardError);
    assertThat(Math.abs(moments[3])).isLessThan(SIGMAS * Math.sqrt(15) * standardError);
    assertThat(Math.abs(moments[4] - 3)).isLessThan(SIGMAS * Math.sqrt(96) * standardError);
  }

  @Test
  void gaussiansAreUniformUnderTheirDistributionFunction() {
    double[] ranks = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ranks[i] = NormalDistribution.below(RANDOM.gaussian(3, i));
    }
    assertThat(kolmogorov(ranks)).isLessThan(KOLMOGOROV_BOUND);
  }

  @Test
  void theTwoBranchesOfAPairAreUncorrelated() {
    double sum = 0;
    for (int i = 0; i < DRAWS; i += 2) {
      sum += RANDOM.gaussian(4, i) * RANDOM.gaussian(4, i + 1);
    }
    assertThat(Math.abs(sum)).isLessThan(SIGMAS * Math.sqrt(DRAWS / 2.0));
  }

  @Test
  void belowIsUniformOverItsRange() {
    int bound = 7;
    int[] counts = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      counts[RANDOM.below(bound, 5, i)]++;
    }
    double expected = DRAWS / (double) bound;
    for (int count : counts) {
      assertThat(Math.abs(count - expected)).isLessThan(SIGMAS * Math.sqrt(expected));
    }
    assertThat(RANDOM.below(1, 5, 0)).isZero();
  }

  @Test
  void everyOrderOfFourIsEquallyLikely() {
    Map<String, Integer> counts = new HashMap<>();
    int shuffles = 48_000;
    int[] order = new int[4];
    for (int step = 0; step < shuffles; step++) {
      RANDOM.shuffle(order, step);
      counts.merge(Arrays.toString(order), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    double expected = shuffles / 24.0;
    double chiSquare =
        counts.values().stream()
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    // The 0.9999 quantile of chi-square with 23 degrees of freedom is 56.
    assertThat(chiSquare).isLessThan(56);
  }

  /** √n times the largest distance of the draws' distribution function from the uniform one. */
  private static double kolmogorov(double[] draws) {
    Arrays.sort(draws);
    double distance = 0;
    for (int i = 0; i < draws.length; i++) {
      distance = Math.max(distance, Math.abs(draws[i] - (i + 0.5) / draws.length));
    }
    return distance * Math.sqrt(draws.length);
  }
}
