package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.dl4j.ParitySpecs.Case;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dense engine and Deeplearning4j train the same trajectories, at every step and number. */
class ParityTest {

  private static final Logger LOG = LoggerFactory.getLogger(ParityTest.class);

  /**
   * Two float64 programs differ by the order of their sums, 1e-16 per operation, which 200 steps of
   * a network that memorizes grow by some powers of ten; the gentlest wrong mapping below is five
   * powers above the tolerance.
   */
  private static final double TOLERANCE = 1e-8;

  /** Float32 rounds at 6e-8, and 200 steps grow that as they grow float64's rounding. */
  private static final double FLOAT32_TOLERANCE = 2e-2;

  private static final double WRONG = 1e-3;

  static List<Case> cases() {
    return ParitySpecs.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("slow")
  void denseAndDl4jAgreeInFloat64(Case each) {
    double worst = difference(each.spec(), each.spec());
    LOG.info("{}: {}", each.name(), worst);
    assertThat(worst).isLessThan(TOLERANCE);
  }

  /** One of the hardest, in every build: three phases under AdamW, minibatches. */
  @Test
  void denseAndDl4jAgreeOverThreePhases() {
    List<Case> cases = ParitySpecs.all();
    TrialSpec last = cases.get(cases.size() - 2).spec();
    assertThat(last.phases()).hasSize(3);
    assertThat(difference(last, last)).isLessThan(TOLERANCE);
  }

  @Test
  @Tag("slow")
  void float32StaysNearby() {
    TrialSpec spec = TestSpecs.withPrecision(ParitySpecs.base(), Precision.FLOAT32);
    assertThat(difference(spec, spec)).isLessThan(FLOAT32_TOLERANCE).isGreaterThan(TOLERANCE);
  }

  @Test
  void coupledDecayIsNotDecoupledDecay() {
    TrialSpec decoupled =
        ParitySpecs.rule(ParitySpecs.COARSE_ADAM, ParitySpecs.phase(0.01, 0.01, 0));
    TrialSpec coupled = ParitySpecs.rule(ParitySpecs.COARSE_ADAM, ParitySpecs.phase(0.01, 0, 0.01));
    assertThat(difference(decoupled, coupled)).isGreaterThan(WRONG);
  }

  @Test
  @Tag("slow")
  void decayOfWeightsAloneIsNotDecayOfAll() {
    TrialSpec all = ParitySpecs.rule(new Sgd(0.9, true), ParitySpecs.phase(0.05, 0.02, 0));
    TrialSpec weights = ParitySpecs.rule(new Sgd(0.9, false), ParitySpecs.phase(0.05, 0.02, 0));
    assertThat(difference(all, weights)).isGreaterThan(WRONG);
  }

  @Test
  @Tag("slow")
  void anotherEpsilonIsAnotherTrajectory() {
    TrialSpec coarse = ParitySpecs.rule(ParitySpecs.COARSE_ADAM, ParitySpecs.phase(0.01, 0, 0));
    TrialSpec finer =
        ParitySpecs.rule(new Adam(0.9, 0.98, 0.9e-2, true), ParitySpecs.phase(0.01, 0, 0));
    assertThat(difference(coarse, finer)).isGreaterThan(WRONG);
  }

  @Test
  @Tag("slow")
  void meanOverOutputsIsNotHalfTheSum() {
    TrialSpec spec = ParitySpecs.rule(new Sgd(0, true), ParitySpecs.phase(0.1, 0, 0));
    TrialSpec mean = TestSpecs.withLoss(spec, Loss.MEAN_SQUARED_ERROR);
    TrialSpec half = TestSpecs.withLoss(spec, Loss.HALF_SQUARED_ERROR);
    assertThat(difference(mean, half)).isGreaterThan(WRONG);
  }

  private static double difference(TrialSpec dense, TrialSpec dl4j) {
    return Trajectories.worstDifference(Trajectories.dense(dense), Trajectories.dl4j(dl4j));
  }
}
