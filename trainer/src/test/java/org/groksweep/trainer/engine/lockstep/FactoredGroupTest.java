package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groksweep.trainer.engine.lockstep.AloneAndAmongMany.all;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups of diagonal networks and of factored matrices. */
class FactoredGroupTest {

  private static final LockstepEngine ENGINE = new LockstepEngine();
  static final SeparableClassification CLASSES =
      new SeparableClassification(Kind.LARGE_MARGIN, 6, 20, 9, 3, 2, 1);
  static final MatrixCompletion MATRIX = new MatrixCompletion(4);

  static Stream<ReplicaSpecs> watched() {
    List<ReplicaSpecs> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (TaskSpec task : List.of(CLASSES, MATRIX)) {
        ReplicaSpecs specs = specs(task, Batching.FULL, 0.05);
        specs.precision = precision;
        double threshold = task.equals(MATRIX) ? 0.005 : 0.025;
        specs.endingAt(EscapeRule.atOnce("low", "train_loss", Direction.BELOW, threshold));
        all.add(specs);
      }
    }
    return all.stream();
  }

  static ReplicaSpecs specs(TaskSpec task, Batching batching, double noise) {
    boolean matrix = task instanceof MatrixCompletion;
    ReplicaSpecs specs =
        ReplicaKinds.of(
            task, matrix ? ReplicaKinds.MATRIX : ReplicaKinds.DIAGONAL, batching, noise);
    specs.loss = matrix ? Loss.MEAN_SQUARED_ERROR : Loss.CROSS_ENTROPY;
    specs.trainExamples = 9;
    specs.learningRate = 0.02;
    return specs;
  }

  @ParameterizedTest
  @MethodSource("watched")
  void aReplicaHasTheSameBitsAloneAndAmongManyThatLeave(ReplicaSpecs specs) {
    specs.phase("fit", 200);
    specs.escapes = List.of();
    specs.until = List.of();
    specs.trainExamples = 12;
    specs.phase("after", 20);
    AloneAndAmongMany.check(specs, 400, 23);
  }

  /** At every step the rule sees the loss that a row tells. */
  @ParameterizedTest
  @MethodSource("watched")
  void aPhaseEndsAtTheFirstStepWhoseLossHasCrossed(ReplicaSpecs specs) {
    specs.phase("fit", 300);
    double threshold = specs.escapes.get(0).threshold();
    ReplicaSpecs unwatched = specs(specs.task, Batching.FULL, 0.05);
    unwatched.precision = specs.precision;
    unwatched.phase("fit", 300);
    GroupLearner group = ENGINE.group(specs.seeds(0, 10), specs.examples());
    GroupLearner looked = ENGINE.group(unwatched.seeds(0, 10), specs.examples());
    group.beginPhase(0, all(10));
    looked.beginPhase(0, all(10));
    long[] first = new long[10];
    Arrays.fill(first, -1);
    for (long step = 0; step <= 300; step++) {
      looked.advance(step);
      for (int replica = 0; replica < 10; replica++) {
        boolean low = looked.measure(replica).trainLoss() <= threshold;
        first[replica] = first[replica] < 0 && low ? step : first[replica];
      }
    }
    group.advance(300);
    int crossed = 0;
    for (int replica = 0; replica < 10; replica++) {
      assertThat(group.crossing(replica, 0).orElse(-1)).isEqualTo(first[replica]);
      crossed += first[replica] >= 0 ? 1 : 0;
    }
    assertThat(crossed).isBetween(2, 9);
  }

  @ParameterizedTest
  @MethodSource("watched")
  void whoDivergesStopsBeforeTheUpdateAndTheOthersGoOn(ReplicaSpecs specs) {
    specs.escapes = List.of();
    specs.until = List.of();
    specs.gradientNoise = specs.task.equals(MATRIX) ? 1.5 : 0.5;
    specs.learningRate = specs.task.equals(MATRIX) ? 0.4 : 0.15;
    specs.loss = Loss.HALF_SQUARED_ERROR;
    specs.phase("hot", 60);
    int count = 300;
    GroupLearner many = ENGINE.group(specs.seeds(0, count), specs.examples());
    many.beginPhase(0, all(count));
    many.advance(60);
    int diverged = 0;
    for (int replica = 0; replica < count; replica++) {
      if (many.finite(replica)) {
        assertThat(many.phaseStep(replica)).isEqualTo(60);
        continue;
      }
      diverged++;
      assertThat(many.running(replica)).isFalse();
      // A square that no float holds is no end of a double.
      assertThat(many.measure(replica).trainLoss()).matches(loss -> !(loss < 1e30));
      GroupLearner alone = ENGINE.group(specs.seeds(replica, 1), specs.examples());
      alone.beginPhase(0, all(1));
      alone.advance(many.phaseStep(replica) - 1);
      assertThat(alone.finite(0)).isTrue();
      assertThat(alone.measure(0).trainLoss()).isFinite();
      alone.advance(60);
      assertThat(alone.phaseStep(0)).isEqualTo(many.phaseStep(replica));
      assertThat(alone.weights(0)).isEqualTo(many.weights(replica));
    }
    assertThat(diverged).isBetween(1, count - 1);
  }

  /** Inputs that all lanes share are numbers, those of a lane alone are arrays. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void aSharedTrainingSetGivesTheSameBitsAsOnesOwn(Precision precision) {
    ReplicaSpecs specs = specs(CLASSES, Batching.FULL, 0.05);
    specs.precision = precision;
    specs.phase("fit", 60);
    List<TrialSpec> mixed = new ArrayList<>();
    List<TrialSpec> same = new ArrayList<>();
    for (long seed = 0; seed < 40; seed++) {
      mixed.add(specs.pinned(seed, seed % 2));
      same.add(specs.pinned(seed, 0));
    }
    GroupLearner own = ENGINE.group(mixed, specs.examples());
    GroupLearner shared = ENGINE.group(same, specs.examples());
    own.beginPhase(0, all(40));
    shared.beginPhase(0, all(40));
    own.advance(60);
    shared.advance(60);
    for (int replica = 0; replica < 40; replica += 2) {
      assertThat(own.weights(replica)).isEqualTo(shared.weights(replica));
    }
    assertThat(own.weights(1)).isNotEqualTo(shared.weights(1));
  }

  /** Few are trained along their coordinates, and many in lanes. */
  @ParameterizedTest
  @MethodSource("minibatches")
  void anArrangementChangesNoBit(ReplicaSpecs specs) {
    specs.startNoise = 0.01;
    specs.phase("fit", 80);
    int count = 40;
    GroupLearner many = ENGINE.group(specs.seeds(0, count), specs.examples());
    GroupLearner few = ENGINE.group(specs.seeds(0, 3), specs.examples());
    many.beginPhase(0, all(count));
    few.beginPhase(0, all(3));
    for (long step : new long[] {0, 1, 2, 80}) {
      many.advance(step);
      few.advance(step);
      for (int replica = 0; replica < 3; replica++) {
        assertThat(many.weights(replica)).isEqualTo(few.weights(replica));
        assertThat(many.measure(replica)).isEqualTo(few.measure(replica));
      }
    }
  }

  static Stream<ReplicaSpecs> minibatches() {
    List<ReplicaSpecs> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (TaskSpec task : List.of(CLASSES, MATRIX)) {
        for (Sampling sampling : List.of(Sampling.SHUFFLED, Sampling.WITH_REPLACEMENT)) {
          for (double noise : new double[] {0, 0.1}) {
            // Nine examples leave a last batch of one.
            ReplicaSpecs specs = specs(task, new Batching(4, sampling), noise);
            specs.precision = precision;
            all.add(specs);
          }
        }
      }
    }
    return all.stream();
  }

  /** Two classes are told apart by the sign of the output, whatever the loss. */
  @Test
  void aClassIsRightUnderASquaredLossToo() {
    ReplicaSpecs specs = specs(CLASSES, Batching.FULL, 0);
    specs.loss = Loss.MEAN_SQUARED_ERROR;
    specs.phase("fit", 500);
    GroupLearner group = ENGINE.group(specs.seeds(0, 1), specs.examples());
    group.beginPhase(0, all(1));
    group.advance(500);
    assertThat(group.measure(0).trainLoss()).isLessThan(0.2);
    assertThat(group.measure(0).trainAccuracy()).hasValue(1);
    assertThat(group.measure(0).testAccuracy().orElseThrow()).isBetween(0.5, 1.0);
  }

  /** Change them only together with {@link LockstepEngine#NUMERICS_VERSION}. */
  @Test
  void goldenTrajectoriesStand() {
    SeparableClassification points =
        new SeparableClassification(Kind.LARGE_MARGIN, 2, 20, 9, 1, 2, 1);
    assertThat(trained(points, Precision.FLOAT64))
        .containsExactly(
            0.4594951438824614, 1.139676777310194, 1.3038267897998714, 0.2409402057052634);
    assertThat(trained(points, Precision.FLOAT32))
        .containsExactly(
            0.45949628949165344, 1.139677882194519, 1.3038285970687866, 0.24094097316265106);
    assertThat(trained(new MatrixCompletion(2), Precision.FLOAT64))
        .containsExactly(
            0.6701445858930437, -0.07548830364674197, -0.06434517549427088, 0.4929696349840821);
    assertThat(trained(new MatrixCompletion(2), Precision.FLOAT32))
        .containsExactly(
            0.6701456904411316, -0.07548851519823074, -0.06434525549411774, 0.49297061562538147);
  }

  private static double[] trained(TaskSpec task, Precision precision) {
    ReplicaSpecs specs = specs(task, new Batching(3, Sampling.SHUFFLED), 0.1);
    specs.trainExamples = 4;
    specs.precision = precision;
    specs.phase("train", 100);
    GroupLearner group = ENGINE.group(specs.seeds(9, 2), specs.examples());
    group.beginPhase(0, all(2));
    group.advance(100);
    return group.weights(1).tensors().stream()
        .flatMapToDouble(each -> Arrays.stream(each.values()))
        .limit(4)
        .toArray();
  }
}
