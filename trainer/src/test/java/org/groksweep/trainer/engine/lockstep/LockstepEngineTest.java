package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.groksweep.trainer.engine.lockstep.AloneAndAmongMany.all;

import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.probe.SingularValues;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LockstepEngineTest {

  private static final LockstepEngine ENGINE = new LockstepEngine();

  private static final double[] GOLDEN = {
    0.760509168331753,
    -0.0016140516622634854,
    1.1300484526695806,
    -0.22269294643388193,
    -0.04373516534761131
  };
  private static final double[] GOLDEN_FLOATS = {
    0.7605091333389282,
    -0.0016140230000019073,
    1.130048155784607,
    -0.22269275784492493,
    -0.04373503476381302
  };

  /** Moments and examples add the same numbers in another order: about 50 steps of rounding. */
  private static final double ROUNDING = 1e-12;

  static Stream<ReplicaSpecs> kindsOfTraining() {
    return ReplicaKinds.all();
  }

  private static LinearTeacher sampled() {
    return ReplicaKinds.SAMPLED;
  }

  private static ReplicaSpecs kind(LinearTeacher task, Batching batching, double noise) {
    return ReplicaKinds.of(task, ReplicaSpecs.random(3, 5), batching, noise);
  }

  @ParameterizedTest
  @MethodSource("kindsOfTraining")
  void everyReplicaFollowsThePlainLoops(ReplicaSpecs specs) {
    for (Loss loss : ReplicaKinds.losses(specs)) {
      specs.loss = loss;
      specs.phase("train " + loss, 50);
      List<TrialSpec> trials =
          specs.seeds(1, 3).stream().map(each -> withOnly(each, each.phases().size() - 1)).toList();
      GroupLearner group = ENGINE.group(trials, specs.examples());
      group.beginPhase(0, all(3));
      group.advance(50);
      for (int replica = 0; replica < 3; replica++) {
        PlainReference plain = new PlainReference(trials.get(replica), specs.examples());
        for (int step = 0; step < 50; step++) {
          plain.step();
        }
        assertThat(flat(group.weights(replica))).containsExactly(plain.weights, within(ROUNDING));
        Measurement row = group.measure(replica);
        assertThat(row.trainLoss()).isCloseTo(plain.loss(plain.trainingBatch()), within(ROUNDING));
      }
    }
  }

  @Test
  void singlePrecisionFollowsWithinItsRounding() {
    kindsOfTraining()
        .forEach(
            specs -> {
              specs.loss = ReplicaKinds.losses(specs).get(0);
              specs.phase("train", 50);
              specs.precision = Precision.FLOAT32;
              GroupLearner group = ENGINE.group(specs.seeds(1, 2), specs.examples());
              group.beginPhase(0, all(2));
              group.advance(50);
              PlainReference plain = new PlainReference(specs.seed(2), specs.examples());
              for (int step = 0; step < 50; step++) {
                plain.step();
              }
              double[] weights = flat(group.weights(1));
              assertThat(weights).containsExactly(plain.weights, within(1e-5));
              for (double weight : weights) {
                assertThat((double) (float) weight).isEqualTo(weight);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("kindsOfTraining")
  void theReferencesGradientIsThatOfItsLoss(ReplicaSpecs specs) {
    for (Loss loss : ReplicaKinds.losses(specs)) {
      specs.loss = loss;
      checkGradient(specs);
    }
  }

  private static void checkGradient(ReplicaSpecs specs) {
    specs.phase("train " + specs.loss, 1);
    PlainReference plain = new PlainReference(specs.seed(4), specs.examples());
    double[] gradient = plain.gradient(plain.trainingBatch());
    double h = 1e-5;
    for (int i = 0; i < gradient.length; i++) {
      double weight = plain.weights[i];
      plain.weights[i] = weight + h;
      double above = plain.loss(plain.trainingBatch());
      plain.weights[i] = weight - h;
      double below = plain.loss(plain.trainingBatch());
      plain.weights[i] = weight;
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * h), within(1e-8));
    }
  }

  @Test
  void aRowTellsTheGradientWithItsPenalty() {
    ReplicaSpecs specs = kind(sampled(), Batching.FULL, 0);
    specs.phase("train", 1);
    PlainReference plain = new PlainReference(specs.seed(4), specs.examples());
    double[] gradient = plain.gradient(plain.trainingBatch());
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < gradient.length; i++) {
      squares += Math.pow(gradient[i] + specs.l2 * plain.weights[i], 2);
      norm += plain.weights[i] * plain.weights[i];
    }
    Learner learner = ENGINE.learner(specs.seed(4), specs.examples());
    learner.beginPhase(0);
    Measurement row = learner.measure();
    assertThat(row.gradientNorm()).isCloseTo(Math.sqrt(squares), within(ROUNDING));
    assertThat(row.weightNorm()).isCloseTo(Math.sqrt(norm), within(ROUNDING));
    assertThat(row.objective()).isCloseTo(row.trainLoss() + 0.01 * norm, within(ROUNDING));
    assertThat(row.layerWeightNorms()).hasSize(3);
    assertThat(row.testLoss()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aReplicaHasTheSameBitsAloneAndAmongManyThatLeave(Precision precision) {
    ReplicaSpecs specs =
        kind(ReplicaSpecs.population(1.0, 0.7), new Batching(3, Sampling.FRESH), 1);
    specs.precision = precision;
    specs.model = ReplicaSpecs.random(3, 2);
    specs.endingAt(EscapeRule.atOnce("up", "singular_values_1", Direction.ABOVE, 1.5));
    specs.phase("wait", 400);
    specs.escapes = List.of();
    specs.until = List.of();
    specs.phase("after", 50);
    AloneAndAmongMany.check(specs, 600, 37);
  }

  /** Change them only together with {@link LockstepEngine#NUMERICS_VERSION}. */
  @Test
  void goldenTrajectoriesStand() {
    ReplicaSpecs specs = kind(sampled(), new Batching(5, Sampling.FRESH), 0.1);
    specs.model = ReplicaSpecs.random(2, 1);
    specs.phase("train", 100);
    assertThat(trained(specs)).containsExactly(GOLDEN);
    specs.precision = Precision.FLOAT32;
    assertThat(trained(specs)).containsExactly(GOLDEN_FLOATS);
  }

  private static double[] trained(ReplicaSpecs specs) {
    GroupLearner group = ENGINE.group(specs.seeds(9, 2), specs.examples());
    group.beginPhase(0, all(2));
    group.advance(100);
    return flat(group.weights(1));
  }

  @Test
  void whoDivergesStopsBeforeTheUpdateAndTheOthersGoOn() {
    ReplicaSpecs specs = kind(ReplicaSpecs.population(1.0), Batching.FULL, 0);
    specs.model = ReplicaSpecs.random(3, 1);
    specs.learningRate = 0.9;
    specs.phase("train", 2_000);
    GroupLearner group = ENGINE.group(specs.seeds(0, 200), specs.examples());
    group.beginPhase(0, all(200));
    group.advance(2_000);
    int diverged = 0;
    for (int replica = 0; replica < 200; replica++) {
      if (group.finite(replica)) {
        assertThat(group.phaseStep(replica)).isEqualTo(2_000);
        assertThat(group.measure(replica).trainLoss()).isLessThan(1);
        continue;
      }
      diverged++;
      assertThat(group.running(replica)).isFalse();
      assertThat(group.measure(replica).finite()).isFalse();
      GroupLearner alone = ENGINE.group(specs.seeds(replica, 1), specs.examples());
      alone.beginPhase(0, all(1));
      alone.advance(group.phaseStep(replica) - 1);
      assertThat(alone.finite(0)).isTrue();
      assertThat(alone.measure(0).trainLoss()).isFinite();
    }
    assertThat(diverged).isBetween(1, 199);
  }

  @Test
  void aPhaseCanBeOverAtItsFirstStep() {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.model = ReplicaSpecs.fromModes(3, 1, List.of(0.5));
    specs.endingAt(EscapeRule.atOnce("there", "singular_values_1", Direction.ABOVE, 0.4));
    specs.phase("wait", 10);
    GroupLearner group = ENGINE.group(specs.seeds(0, 2), specs.examples());
    group.beginPhase(0, all(2));
    assertThat(group.running(1)).isFalse();
    assertThat(group.crossing(1, 0)).hasValue(0);
    assertThat(group.phaseStep(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2, ABOVE, 0.5, 0.4, 3", "1, ABOVE, 1.1, 1.1, 0", "3, BELOW, 0.1, 0.12, 2"})
  void singularValuesOfLargerMatricesAreWatched(
      int mode, Direction direction, double threshold, double reset, long dwell) {
    ReplicaSpecs specs =
        kind(ReplicaSpecs.population(1.0, 0.8, 0.6), new Batching(2, Sampling.FRESH), 0.5);
    EscapeRule rule =
        new EscapeRule("rule", "singular_values_" + mode, direction, threshold, reset, dwell);
    specs.escapes = List.of(rule);
    specs.phase("wait", 150);
    int count = 20;
    GroupLearner watched = ENGINE.group(specs.seeds(0, count), specs.examples());
    GroupLearner looked = ENGINE.group(specs.seeds(0, count), specs.examples());
    Watch plain = new Watch(rule, false, count);
    watched.beginPhase(0, all(count));
    looked.beginPhase(0, all(count));
    watched.advance(150);
    for (long step = 0; step <= 150; step++) {
      looked.advance(step);
      for (int replica = 0; replica < count; replica++) {
        double value = SingularValues.of(looked.weights(replica)).get(mode - 1);
        plain.accept(replica, step, value);
      }
    }
    int crossings = 0;
    for (int replica = 0; replica < count; replica++) {
      assertThat(watched.crossing(replica, 0)).isEqualTo(plain.crossing(replica));
      crossings += plain.crossing(replica).isPresent() ? 1 : 0;
    }
    assertThat(crossings).isPositive();
  }

  @Test
  void theLossCanBeWatchedAtEveryStep() {
    ReplicaSpecs specs = kind(sampled(), Batching.FULL, 0);
    specs.endingAt(EscapeRule.atOnce("low", "train_loss", Direction.BELOW, 0.5));
    specs.phase("train", 1_000);
    GroupLearner group = ENGINE.group(specs.seeds(0, 5), specs.examples());
    group.beginPhase(0, all(5));
    group.advance(1_000);
    for (int replica = 0; replica < 5; replica++) {
      long crossed = group.crossing(replica, 0).orElseThrow();
      assertThat(group.measure(replica).trainLoss()).isLessThanOrEqualTo(0.5);
      PlainReference plain = new PlainReference(specs.seed(replica), specs.examples());
      for (long step = 0; step < crossed - 1; step++) {
        plain.step();
      }
      assertThat(plain.loss(plain.trainingBatch())).isGreaterThan(0.5);
    }
  }

  @Test
  void noiseAtAPhasesStartIsAddedOnce() {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.startNoise = 0.3;
    specs.phase("train", 10);
    GroupLearner group = ENGINE.group(specs.seeds(0, 400), specs.examples());
    group.beginPhase(0, all(400));
    double squares = 0;
    for (int replica = 0; replica < 400; replica++) {
      for (double weight : flat(group.weights(replica))) {
        squares += weight * weight / 1_200;
      }
    }
    // The variance of a variance from 1,200 numbers: 2/1200, four standard errors.
    assertThat(squares).isCloseTo(0.09, within(0.09 * 4 * Math.sqrt(2 / 1_200.0)));
  }

  @Test
  void itIsTheEngineOfDeepLinearNetworksThatItCanTrain() {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.phase("train", 10);
    TrialSpec spec = specs.seed(1);
    assertThat(EngineTable.load().nameFor(spec, java.util.Optional.empty())).isEqualTo("lockstep");
    specs.model = ReplicaSpecs.random(2, 17);
    assertThat(ENGINE.supports(specs.seed(1))).isFalse();
    specs.model = ReplicaSpecs.random(2, 16);
    specs.batching = new Batching(2, Sampling.FRESH);
    specs.escapes = List.of(EscapeRule.atOnce("low", "train_loss", Direction.BELOW, 0.5));
    specs.phase("watched", 10);
    assertThat(ENGINE.supports(specs.seed(1))).isFalse();
  }

  private static TrialSpec withOnly(TrialSpec spec, int phase) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        List.of(spec.phases().get(phase)),
        spec.stopRules(),
        spec.seeds());
  }

  private static double[] flat(Weights weights) {
    return weights.tensors().stream()
        .flatMapToDouble(each -> java.util.Arrays.stream(each.values()))
        .toArray();
  }
}
