package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.groksweep.analysis.stats.Estimate;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * papers.md D6.2: coverage of the censored fit, and the bias of the naive one, over planted laws.
 */
class ArrheniusCoverageTest {

  private static final int FITS = 1000;
  private static final int SEEDS = 50;

  @ParameterizedTest
  @CsvSource({"0.0", "0.17", "0.33"})
  void intervalsCoverThePlantedBarrierAndPrefactor(double censored) {
    PlantedLaw law = law(censored);
    SplittableRandom random = new SplittableRandom(20260617);
    int barriers = 0;
    int prefactors = 0;
    double sum = 0;
    for (int fit = 0; fit < FITS; fit++) {
      ArrheniusFit fitted = ArrheniusFit.of(law.draw(random), TimeUnit.STEPS, 0);
      barriers += covers(fitted.barrier(), PlantedLaw.ORACLE_BARRIER) ? 1 : 0;
      prefactors += covers(fitted.prefactor(), Math.exp(PlantedLaw.INTERCEPT)) ? 1 : 0;
      sum += fitted.barrier().value().orElseThrow();
    }
    assertThat(barriers / (double) FITS).as("barrier, %s censored", censored).isBetween(0.92, 0.98);
    assertThat(prefactors / (double) FITS).as("prefactor").isBetween(0.92, 0.98);
    // Unbiased: the mean of 1,000 fits, each good to 3 %, is good to .001; three of those.
    assertThat(sum / FITS / PlantedLaw.ORACLE_BARRIER).isEqualTo(1, offset(3e-3));
  }

  @ParameterizedTest
  @CsvSource({
    // Share of censored trials; seeds; correlation at neighbouring temperatures: of T-D1 and more.
    "0.0, 50, 0.36",
    "0.17, 50, 0.36",
    "0.33, 50, 0.36",
    "0.0, 200, 0.36",
    "0.17, 10, 0.36",
    "0.17, 50, 0.7",
    "0.17, 50, 0.0"
  })
  void intervalsCoverWhereTemperaturesShareSeeds(double censored, int seeds, double neighbours) {
    PlantedLaw law = law(censored, seeds);
    SplittableRandom random = new SplittableRandom(20260619);
    int barriers = 0;
    int prefactors = 0;
    int unaware = 0;
    for (int fit = 0; fit < FITS; fit++) {
      List<EscapeTime> times = law.drawPaired(random, neighbours);
      ArrheniusFit fitted = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
      barriers += covers(fitted.barrier(), PlantedLaw.ORACLE_BARRIER) ? 1 : 0;
      prefactors += covers(fitted.prefactor(), Math.exp(PlantedLaw.INTERCEPT)) ? 1 : 0;
      Estimate independent = ArrheniusFit.of(ofTheirOwn(times), TimeUnit.STEPS, 0).barrier();
      unaware += covers(independent, PlantedLaw.ORACLE_BARRIER) ? 1 : 0;
    }
    assertThat(barriers / (double) FITS).as("barrier").isBetween(0.92, 0.98);
    assertThat(prefactors / (double) FITS).as("prefactor").isBetween(0.92, 0.98);
    if (neighbours > 0) {
      assertThat(unaware).as("taken for independent").isLessThan(barriers - FITS / 50);
    }
  }

  @Test
  void ofFewSeedsIntervalsAreTooWideRatherThanTooNarrow() {
    PlantedLaw law = law(0.17, 5);
    SplittableRandom random = new SplittableRandom(20260620);
    int covered = 0;
    for (int fit = 0; fit < FITS; fit++) {
      Estimate barrier = ArrheniusFit.of(law.drawPaired(random, 0.36), TimeUnit.STEPS, 0).barrier();
      covered += covers(barrier, PlantedLaw.ORACLE_BARRIER) ? 1 : 0;
    }
    assertThat(covered / (double) FITS).isGreaterThan(0.95);
  }

  /** The same times, each under a seed of its own: what a fit makes of them that knows no seeds. */
  private static List<EscapeTime> ofTheirOwn(List<EscapeTime> times) {
    List<EscapeTime> own = new ArrayList<>();
    for (EscapeTime time : times) {
      own.add(
          new EscapeTime(
              own.size(),
              time.temperature(),
              time.learningRate(),
              time.steps(),
              time.budget(),
              time.escaped()));
    }
    return own;
  }

  @ParameterizedTest
  @CsvSource({"0.17, 0.83", "0.33, 0.62"})
  void leastSquaresOnTruncatedMeansIsBiased(double censored, double published) {
    PlantedLaw law = law(censored);
    SplittableRandom random = new SplittableRandom(20260618);
    double sum = 0;
    int covered = 0;
    for (int fit = 0; fit < FITS; fit++) {
      List<EscapeTime> times = law.draw(random);
      sum += naiveBarrier(times);
      Estimate honest = ArrheniusFit.of(times, TimeUnit.STEPS, 0).barrier();
      covered += covers(honest, naiveBarrier(times)) ? 1 : 0;
    }
    double ratio = sum / FITS / PlantedLaw.ORACLE_BARRIER;
    // The published ratios are of another simulation with the same shares of censoring.
    assertThat(ratio).isEqualTo(published, offset(0.05));
    assertThat(covered / (double) FITS).as("naive inside the honest interval").isLessThan(0.01);
  }

  @Test
  void withoutCensoringTheNaiveFitAgrees() {
    List<EscapeTime> times = law(0).draw(new SplittableRandom(5));
    Estimate honest = ArrheniusFit.of(times, TimeUnit.STEPS, 0).barrier();
    assertThat(covers(honest, naiveBarrier(times))).isTrue();
  }

  private static PlantedLaw law(double censored) {
    return law(censored, SEEDS);
  }

  private static PlantedLaw law(double censored, int seeds) {
    PlantedLaw law = PlantedLaw.exponential(seeds, PlantedLaw.NO_BUDGET);
    return censored == 0 ? law : law.censoredAt(censored);
  }

  private static boolean covers(Estimate estimate, double truth) {
    return estimate.lower().orElseThrow() <= truth && truth <= estimate.upper().orElseThrow();
  }

  /** The obvious way: a straight line through ln(mean of the times, cut off or not) over 1/T. */
  private static double naiveBarrier(List<EscapeTime> times) {
    SimpleRegression line = new SimpleRegression();
    for (TemperatureGroup group : TemperatureGroup.of(times, TimeUnit.STEPS)) {
      line.addData(1 / group.temperature(), Math.log(group.totalTime() / group.trials()));
    }
    return line.getSlope();
  }
}
