package org.groksweep.trainer.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GaussianLanesTest {

  private static final int LANES = 1_000;
  private static final int BLOCKS = 500;
  private static final int DRAWS = 2 * LANES * BLOCKS;

  /** A right generator leaves five standard errors once in two million times. */
  private static final double SIGMAS = 5;

  /** P(√n·D > 2.2) = 2·exp(-2·2.2²) = 1.3e-4 (Kolmogorov, 1933). */
  private static final double KOLMOGOROV_BOUND = 2.2;

  /** P(Z > k) for k = 0 … 5 (Abramowitz and Stegun, table 26.1 and 26.2). */
  private static final double[] UPPER_TAIL = {
    0.5, 0.15865525393, 0.02275013195, 1.349898032e-3, 3.167124183e-5, 2.866515719e-7
  };

  @Test
  void aLaneDrawsTheNumbersOfItsRandomStream() {
    List<SeedStreams> seeds = seeds(0, 37);
    GaussianLanes lanes = new GaussianLanes(seeds, Stream.NOISE);
    double[] even = new double[37];
    double[] odd = new double[37];
    for (long step : new long[] {0, 1, 99_999, (1L << 33) + 5}) {
      lanes.draw(even, odd, 37, step, 6);
      for (int lane = 0; lane < 37; lane++) {
        RandomStream stream = new RandomStream(seeds.get(lane), Stream.NOISE);
        assertAgree(even[lane], stream.gaussian(step, 12));
        assertAgree(odd[lane], stream.gaussian(step, 13));
      }
    }
  }

  private static void assertAgree(double actual, double scalar) {
    assertThat(Math.abs(actual - scalar)).isLessThan(GaussianLanes.WITHIN_OF_SCALAR);
  }

  @Test
  void noDrawOfAMillionLeavesTheScalarTransform() {
    List<SeedStreams> seeds = seeds(5, LANES);
    GaussianLanes lanes = new GaussianLanes(seeds, Stream.BATCH);
    double[] even = new double[LANES];
    double[] odd = new double[LANES];
    double largest = 0;
    for (int block = 0; block < 100; block++) {
      lanes.draw(even, odd, LANES, 3, block);
      for (int lane = 0; lane < LANES; lane++) {
        RandomStream stream = new RandomStream(seeds.get(lane), Stream.BATCH);
        largest = Math.max(largest, Math.abs(even[lane] - stream.gaussian(3, 2L * block)));
        largest = Math.max(largest, Math.abs(odd[lane] - stream.gaussian(3, 2L * block + 1)));
      }
    }
    assertThat(largest).isLessThan(GaussianLanes.WITHIN_OF_SCALAR);
  }

  @Test
  void aLaneDrawsTheSameBitsAloneAndAmongAThousand() {
    GaussianLanes many = new GaussianLanes(seeds(0, LANES), Stream.NOISE);
    double[] even = new double[LANES];
    double[] odd = new double[LANES];
    double[] evenAlone = new double[1];
    double[] oddAlone = new double[1];
    for (int round = 0; round < 200; round++) {
      many.draw(even, odd, LANES, round, 2);
      int lane = round * 4 + 3;
      GaussianLanes alone = new GaussianLanes(seeds(lane, 1), Stream.NOISE);
      alone.draw(evenAlone, oddAlone, 1, round, 2);
      assertThat(even[lane]).isEqualTo(evenAlone[0]);
      assertThat(odd[lane]).isEqualTo(oddAlone[0]);
    }
  }

  @Test
  void aMovedLaneKeepsItsDraws() {
    GaussianLanes moved = new GaussianLanes(seeds(0, 5), Stream.NOISE);
    GaussianLanes kept = new GaussianLanes(seeds(0, 5), Stream.NOISE);
    double[][] drawn = new double[4][5];
    moved.copyLane(4, 1);
    moved.draw(drawn[0], drawn[1], 2, 77, 0);
    kept.draw(drawn[2], drawn[3], 5, 77, 0);
    assertThat(drawn[0][1]).isEqualTo(drawn[2][4]);
    assertThat(drawn[1][0]).isEqualTo(drawn[3][0]);
  }

  @Test
  void momentsDistributionAndTailsToFourSigmaAreThoseOfGaussians() {
    double[] draws = draws(1);
    double[] moments = new double[5];
    int[] beyond = new int[6];
    for (double draw : draws) {
      double power = 1;
      for (int order = 1; order <= 4; order++) {
        power *= draw;
        moments[order] += power / draws.length;
      }
      for (int k = 0; k < beyond.length; k++) {
        beyond[k] += Math.abs(draw) > k ? 1 : 0;
      }
    }
    double standardError = 1 / Math.sqrt(draws.length);
    // Var of x^k is (2k-1)!! - (E x^k)²: 1, 2, 15 and 96.
    assertThat(Math.abs(moments[1])).isLessThan(SIGMAS * standardError);
    assertThat(Math.abs(moments[2] - 1)).isLessThan(SIGMAS * Math.sqrt(2) * standardError);
    assertThat(Math.abs(moments[3])).isLessThan(SIGMAS * Math.sqrt(15) * standardError);
    assertThat(Math.abs(moments[4] - 3)).isLessThan(SIGMAS * Math.sqrt(96) * standardError);
    for (int k = 1; k <= 4; k++) {
      double expected = 2 * UPPER_TAIL[k] * draws.length;
      assertThat(Math.abs(beyond[k] - expected))
          .as("beyond %d sigma", k)
          .isLessThan(SIGMAS * Math.sqrt(expected));
    }
    Arrays.sort(draws);
    double distance = 0;
    for (int i = 0; i < draws.length; i++) {
      double rank = (i + 0.5) / draws.length;
      distance = Math.max(distance, Math.abs(NormalDistribution.below(draws[i]) - rank));
    }
    assertThat(distance * Math.sqrt(draws.length)).isLessThan(KOLMOGOROV_BOUND);
  }

  @Test
  @Tag("slow")
  void fiveSigmaTailsOfAHundredMillionDrawsHaveTheirCounts() {
    GaussianLanes lanes = new GaussianLanes(seeds(100, LANES), Stream.NOISE);
    double[][] pair = new double[2][LANES];
    int below = 0;
    int above = 0;
    int steps = 50_000;
    for (int step = 0; step < steps; step++) {
      lanes.draw(pair[0], pair[1], LANES, step, 0);
      for (double[] half : pair) {
        for (double draw : half) {
          below += draw < -5 ? 1 : 0;
          above += draw > 5 ? 1 : 0;
        }
      }
    }
    // 28.7 are expected on each side.
    double expected = UPPER_TAIL[5] * 2 * LANES * steps;
    assertThat(Math.abs(below - expected)).isLessThan(SIGMAS * Math.sqrt(expected));
    assertThat(Math.abs(above - expected)).isLessThan(SIGMAS * Math.sqrt(expected));
  }

  @Test
  void neighbouringSeedsStepsAndIndicesAreUncorrelated() {
    double[] here = draws(1);
    assertUncorrelated(here, draws(2));
    double[] odd = new double[DRAWS];
    System.arraycopy(here, LANES, odd, 0, DRAWS - LANES);
    assertUncorrelated(here, odd);
    double[] nextLane = new double[DRAWS];
    System.arraycopy(here, 1, nextLane, 0, DRAWS - 1);
    assertUncorrelated(here, nextLane);
  }

  // Products and products of squares: pairs of Box-Muller share a radius, and only the second sees
  // a wrong one.
  private static void assertUncorrelated(double[] one, double[] other) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      squares += (one[i] * one[i] - 1) * (other[i] * other[i] - 1);
    }
    double root = Math.sqrt(one.length);
    assertThat(Math.abs(product)).isLessThan(SIGMAS * root);
    assertThat(Math.abs(squares)).isLessThan(SIGMAS * 2 * root);
  }

  /** [block, half, lane] flattened. */
  private static double[] draws(long step) {
    GaussianLanes lanes = new GaussianLanes(seeds(0, LANES), Stream.NOISE);
    double[] draws = new double[DRAWS];
    double[] even = new double[LANES];
    double[] odd = new double[LANES];
    for (int block = 0; block < BLOCKS; block++) {
      lanes.draw(even, odd, LANES, step, block);
      System.arraycopy(even, 0, draws, 2 * block * LANES, LANES);
      System.arraycopy(odd, 0, draws, (2 * block + 1) * LANES, LANES);
    }
    return draws;
  }

  private static List<SeedStreams> seeds(long from, int count) {
    return LongStream.range(from, from + count).mapToObj(SeedStreams::of).toList();
  }
}
