package org.groksweep.trainer.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NormalLanesTest {

  private static final double[] GOLDEN = {
    -0.9696860495229243,
    1.3968656736603402,
    -0.9692307761942833,
    0.5120841709370635,
    -1.5184835906115979,
    0.14290733467847466
  };

  private static final int LANES = 1_000;
  private static final int BLOCKS = 250;
  private static final int DRAWS = 4 * LANES * BLOCKS;

  /** A right generator leaves five standard errors once in two million times. */
  private static final double SIGMAS = 5;

  /** P(√n·D > 2.2) = 2·exp(-2·2.2²) = 1.3e-4 (Kolmogorov, 1933). */
  private static final double KOLMOGOROV_BOUND = 2.2;

  /** P(Z > k) for k = 0 … 5 (Abramowitz and Stegun, table 26.1 and 26.2). */
  private static final double[] UPPER_TAIL = {
    0.5, 0.15865525393, 0.02275013195, 1.349898032e-3, 3.167124183e-5, 2.866515719e-7
  };

  /** In σ. */
  private static final double[] TAILS = {4, 4.5, 5, 5.5};

  @Test
  void aLaneHasTheBitsOfItsRandomStream() {
    List<SeedStreams> seeds = seeds(0, 37);
    NormalLanes lanes = new NormalLanes(seeds, Stream.NOISE);
    double[][] block = new double[4][37];
    for (long step : new long[] {0, 1, 99_999, (1L << 33) + 5}) {
      lanes.draw(block, 0, 4, 37, step, 6);
      for (int lane = 0; lane < 37; lane++) {
        RandomStream stream = new RandomStream(seeds.get(lane), Stream.NOISE);
        for (int i = 0; i < 4; i++) {
          assertThat(block[i][lane]).isEqualTo(stream.normal(step, 24 + i));
        }
      }
    }
  }

  /** Change them only together with the numerics versions of the engines that draw them. */
  @Test
  void goldenNumbersStand() {
    RandomStream stream = new RandomStream(SeedStreams.of(7), Stream.NOISE);
    double[] numbers = new double[6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = stream.normal(1L << 40 | 3, i);
    }
    assertThat(numbers).containsExactly(GOLDEN);
  }

  @Test
  void noDrawOfAMillionLeavesTheExactTransform() {
    int[] words = new int[4];
    double largest = 0;
    for (int block = 0; block < DRAWS / 4; block++) {
      Philox.block(words, block, 0, 0, Stream.INIT.code(), 7, 0);
      for (int pair = 0; pair < 4; pair += 2) {
        RandomStream stream = new RandomStream(SeedStreams.of(7), Stream.INIT);
        double radius = exactRadius(words[pair]);
        double angle = 2 * Math.PI * words[pair + 1] * 0x1p-32;
        double cosine = stream.normal(0, 4L * block + pair);
        double sine = stream.normal(0, 4L * block + pair + 1);
        largest = Math.max(largest, Math.abs(cosine - radius * StrictMath.cos(angle)));
        largest = Math.max(largest, Math.abs(sine - radius * StrictMath.sin(angle)));
      }
    }
    assertThat(largest).isLessThan(1e-10);
  }

  @Test
  void theEndsOfTheRadiusAreExactEnough() {
    for (int word : new int[] {0, 1, 2, 3, -1, -2, -3, 1 << 31, (1 << 31) - 1, 0xB504F333}) {
      double radius = WordNormals.radius(WordNormals.logarithm(word), WordNormals.mantissa(word));
      assertThat(radius).isCloseTo(exactRadius(word), within(WordNormals.WITHIN));
      assertThat(radius).isBetween(1e-5, 6.77);
    }
  }

  private static double exactRadius(int word) {
    // log1p keeps the digits of a u next to 1.
    double missing = ((~word & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
    double u = ((word & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
    return StrictMath.sqrt(-2 * (u < 0.5 ? StrictMath.log(u) : StrictMath.log1p(-missing)));
  }

  @Test
  void floatsAreTheDoublesInSinglePrecision() {
    NormalLanes lanes = new NormalLanes(seeds(5, LANES), Stream.BATCH);
    double[][] doubles = new double[4][LANES];
    float[][] floats = new float[4][LANES];
    for (int block = 0; block < 250; block++) {
      lanes.draw(doubles, 0, 4, LANES, 3, block);
      lanes.draw(floats, 0, 4, LANES, 3, block);
      for (int i = 0; i < 4; i++) {
        for (int lane = 0; lane < LANES; lane++) {
          double radius = Math.hypot(doubles[i & 2][lane], doubles[(i & 2) + 1][lane]);
          assertThat(Math.abs(floats[i][lane] - doubles[i][lane]))
              .isLessThan(1.5e-7 / radius + 5e-6);
        }
      }
    }
  }

  @Test
  void fewerNumbersOfABlockAreItsFirst() {
    NormalLanes lanes = new NormalLanes(seeds(0, 5), Stream.NOISE);
    double[][] all = new double[4][5];
    double[][] three = new double[5][5];
    lanes.draw(all, 0, 4, 5, 9, 1);
    lanes.draw(three, 1, 3, 5, 9, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(three[1 + i]).isEqualTo(all[i]);
    }
    assertThat(three[4]).containsOnly(0);
  }

  @Test
  void aLaneDrawsTheSameBitsAloneAndAmongAThousand() {
    NormalLanes many = new NormalLanes(seeds(0, LANES), Stream.NOISE);
    double[][] crowd = new double[4][LANES];
    float[][] floatCrowd = new float[4][LANES];
    double[][] alone = new double[4][1];
    float[][] floatAlone = new float[4][1];
    for (int round = 0; round < 200; round++) {
      many.draw(crowd, 0, 4, LANES, round, 2);
      many.draw(floatCrowd, 0, 4, LANES, round, 2);
      int lane = round * 4 + 3;
      NormalLanes one = new NormalLanes(seeds(lane, 1), Stream.NOISE);
      one.draw(alone, 0, 4, 1, round, 2);
      one.draw(floatAlone, 0, 4, 1, round, 2);
      for (int i = 0; i < 4; i++) {
        assertThat(crowd[i][lane]).isEqualTo(alone[i][0]);
        assertThat(floatCrowd[i][lane]).isEqualTo(floatAlone[i][0]);
      }
    }
  }

  @Test
  void aMovedLaneKeepsItsDraws() {
    NormalLanes moved = new NormalLanes(seeds(0, 5), Stream.NOISE);
    NormalLanes kept = new NormalLanes(seeds(0, 5), Stream.NOISE);
    double[][] ofMoved = new double[4][5];
    double[][] ofKept = new double[4][5];
    moved.copyLane(4, 1);
    moved.draw(ofMoved, 0, 4, 2, 77, 0);
    kept.draw(ofKept, 0, 4, 5, 77, 0);
    for (int i = 0; i < 4; i++) {
      assertThat(ofMoved[i][1]).isEqualTo(ofKept[i][4]);
      assertThat(ofMoved[i][0]).isEqualTo(ofKept[i][0]);
    }
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

  /**
   * Not by drawing: of all 2⁶⁴ pairs of words, those whose number lies beyond k are counted, radius
   * by radius. The radii beyond k are those of the first words, {@code e^(-k²/2)·2³²} of them.
   */
  @Test
  void tailsToSixSigmaAreGaussiansOverAllPairsOfWords() {
    for (double k : new double[] {4, 4.5, 5, 5.5, 6}) {
      double expected = NormalDistribution.above(k);
      // A word stands for the interval of u around it. Over the first words, where the radius is
      // steepest, and at the last, where the tail begins as a square root, that leaves less than a
      // hundredth of a word of the words that the tail has.
      double ofSum = 0.01 / (expected * 0x1p32);
      // A radius that is wrong by d moves the tail by a factor of exp(k·d).
      double ofDouble = 2 * k * WordNormals.WITHIN;
      double ofFloat = 2 * k * (1.5e-7 / k + 5e-7);
      double doubles =
          tail(k, a -> WordNormals.radius(WordNormals.logarithm(a), WordNormals.mantissa(a)));
      double floats =
          tail(
              k,
              a -> WordNormals.radius(WordNormals.floatLogarithm(a), WordNormals.floatMantissa(a)));
      assertThat(Math.abs(doubles / expected - 1))
          .as("double, %s σ", k)
          .isLessThan(ofSum + ofDouble);
      assertThat(Math.abs(floats / expected - 1)).as("float, %s σ", k).isLessThan(ofSum + ofFloat);
    }
  }

  private static double tail(double k, IntToDoubleFunction radiusOf) {
    double pairs = 0;
    for (int word = 0; ; word++) {
      double radius = radiusOf.applyAsDouble(word);
      if (radius <= k) {
        return pairs * 0x1p-64;
      }
      // r·cos(2π·b/2³²) > k for b = 0 and as many on each side of it.
      pairs += 2 * Math.floor(Math.acos(k / radius) / (2 * Math.PI) * 0x1p32) + 1;
    }
  }

  @Test
  void theTailThatIsExpectedIsTheTablesOne() {
    for (int k = 3; k <= 5; k++) {
      assertThat(NormalDistribution.above(k)).isCloseTo(UPPER_TAIL[k], withinPercentage(1e-7));
    }
  }

  @Test
  @Tag("slow")
  void tailsOfTwoBillionDrawsHaveTheirCounts() {
    int steps = 250_000;
    NormalLanes lanes = new NormalLanes(seeds(100, LANES), Stream.NOISE);
    double[][] doubles = new double[4][LANES];
    float[][] floats = new float[4][LANES];
    int[][] tails = new int[TAILS.length][2];
    for (int step = 0; step < steps; step++) {
      lanes.draw(doubles, 0, 4, LANES, step, 0);
      for (double[] numbers : doubles) {
        for (double number : numbers) {
          count(number, tails);
        }
      }
      lanes.draw(floats, 0, 4, LANES, step, 1);
      for (float[] numbers : floats) {
        for (float number : numbers) {
          count(number, tails);
        }
      }
    }
    for (int i = 0; i < TAILS.length; i++) {
      // Beyond 4 σ 63,342 are expected on each side, beyond 5 σ 573, beyond 5.5 σ 38.
      double expected = NormalDistribution.above(TAILS[i]) * 8 * LANES * steps;
      for (int side = 0; side < 2; side++) {
        assertThat(Math.abs(tails[i][side] - expected))
            .as("%s σ, side %d: %d for %s", TAILS[i], side, tails[i][side], expected)
            .isLessThan(SIGMAS * Math.sqrt(expected));
      }
    }
  }

  private static void count(double number, int[][] tails) {
    if (Math.abs(number) <= TAILS[0]) {
      return;
    }
    for (int i = 0; i < TAILS.length; i++) {
      tails[i][number > 0 ? 1 : 0] += Math.abs(number) > TAILS[i] ? 1 : 0;
    }
  }

  @Test
  void neighbouringSeedsStepsAndIndicesAreUncorrelated() {
    double[] here = draws(1);
    assertUncorrelated(here, draws(2));
    double[] next = new double[DRAWS];
    System.arraycopy(here, LANES, next, 0, DRAWS - LANES);
    assertUncorrelated(here, next);
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

  /** [block, number, lane] flattened. */
  private static double[] draws(long step) {
    NormalLanes lanes = new NormalLanes(seeds(0, LANES), Stream.NOISE);
    double[] draws = new double[DRAWS];
    double[][] block = new double[4][LANES];
    for (int number = 0; number < BLOCKS; number++) {
      lanes.draw(block, 0, 4, LANES, step, number);
      for (int i = 0; i < 4; i++) {
        System.arraycopy(block[i], 0, draws, (4 * number + i) * LANES, LANES);
      }
    }
    return draws;
  }

  private static List<SeedStreams> seeds(long from, int count) {
    return LongStream.range(from, from + count).mapToObj(SeedStreams::of).toList();
  }
}
