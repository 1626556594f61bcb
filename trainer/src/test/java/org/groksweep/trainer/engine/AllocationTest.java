package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.engine.dl4j.ParitySpecs;
import org.groksweep.trainer.engine.factored.FactoredTrials;
import org.groksweep.trainer.engine.lockstep.LockstepEngine;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step of training leaves nothing to the garbage collector: neither an object nor a box. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Longer than any epoch here, so that every window has all that steps do in turn. */
  private static final int STEPS = 60;

  /** Classes are loaded and tables made in the first; what a step allocates is in all of them. */
  private static final int WINDOWS = 5;

  /** Two tiles. */
  private static final int LANES = 600;

  private static final long LONG = 1L << 30;

  /**
   * Adam's corrections are powers of its betas by StrictMath, whose tables are 192 bytes a step.
   * From 40/(1 - beta) updates on they are 1: soon, with these.
   */
  private static final double BETA = 0.6;

  private static final int CORRECTED = 101;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noStepOfAPerceptronAllocates(Precision precision) throws IOException {
    Engine dense = new DenseEngine();
    List<String> allocating = new ArrayList<>();
    // One-hot inputs with every loss, rule, penalty, batching, activation and schedule.
    for (ParitySpecs.Case each : ParitySpecs.all()) {
      note(allocating, each, bytes(dense, of(each.spec(), precision), TestSpecs.examples()));
    }
    // Regression on numbers, with noise and fresh examples too.
    for (LinearCases.Case each : LinearCases.all(precision)) {
      note(allocating, each, bytes(dense, each.spec(), each.examples()));
    }
    TrialSpec digits = of(ParitySpecs.digits(), precision);
    note(allocating, "digits", bytes(dense, digits, new DigitsFamily().examples(digits.task())));
    assertThat(allocating).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noStepOfReplicasAllocates(Precision precision) {
    List<String> allocating = new ArrayList<>();
    List<LinearCases.Case> cases = new ArrayList<>(LinearCases.all(precision));
    for (int modes = 1; modes <= 3; modes++) {
      cases.add(LinearCases.watching(modes, precision, rule("singular_values_1", 1e6, 0)));
      // Crossed from the first step on, and never for long enough.
      cases.add(
          LinearCases.watching(
              modes,
              precision,
              rule("singular_values_" + modes, 1e-9, LONG),
              rule("train_loss", 1e-9, LONG)));
    }
    for (LinearCases.Case each : cases) {
      note(allocating, each, bytesOfGroup(each.spec(), each.examples()));
    }
    assertThat(allocating).isEmpty();
  }

  @Test
  void noStepOfAFactoredModelAllocates() throws Exception {
    for (TrialSpec spec : factored()) {
      try (Learner learner = FactoredTrials.learner(spec)) {
        assertThat(leastOfWindows(learner::step)).as(spec.model().type()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noStepOfFactoredReplicasAllocates(Precision precision) throws Exception {
    List<String> allocating = new ArrayList<>();
    for (TrialSpec spec : factored()) {
      TrialSpec precise = of(spec, precision);
      Examples examples = TaskFamilies.load().examples(spec.task());
      for (Batching batching :
          List.of(
              Batching.FULL,
              new Batching(3, Sampling.SHUFFLED),
              new Batching(2, Sampling.WITH_REPLACEMENT))) {
        TrialSpec batched = TestSpecs.withBatching(precise, batching);
        note(allocating, batched, bytesOfGroup(batched, examples));
        note(allocating, batched, bytes(new LockstepEngine(), batched, examples));
      }
      Phase watching =
          spec.phases()
              .get(0)
              .watching(List.of(rule("train_loss", 1e-9, LONG)), List.of("train_loss"), 1);
      TrialSpec watched = TestSpecs.withPhases(precise, watching);
      note(allocating, watched, bytesOfGroup(watched, examples));
      note(allocating, watched, bytes(new LockstepEngine(), watched, examples));
    }
    assertThat(allocating).isEmpty();
  }

  private static List<TrialSpec> factored() throws Exception {
    return List.of(
        FactoredTrials.spec(
            new MatrixCompletion(5),
            new MatrixFactorization(0.7, 0.2),
            Loss.MEAN_SQUARED_ERROR,
            9,
            0.1,
            0.05),
        FactoredTrials.spec(
            new SeparableClassification(Kind.LARGE_MARGIN, 6, 4, 3, 3, 2, 1),
            new DiagonalLinear(0.8, 0.2),
            Loss.CROSS_ENTROPY,
            4,
            0.1,
            0.05));
  }

  /** What the tests above stand on: one box in sixty steps is seen. */
  @Test
  void aSingleBoxShows() {
    Object[] kept = new Object[1];
    int[] step = new int[1];
    long bytes =
        leastOfWindows(
            () -> {
              step[0]++;
              if (step[0] % STEPS == 0) {
                kept[0] = step[0] + 0.5;
              }
            });
    assertThat(kept[0]).isEqualTo(WINDOWS * STEPS + 0.5);
    assertThat(bytes).isBetween(16L, 24L);
  }

  private static EscapeRule rule(String metric, double above, long dwell) {
    return new EscapeRule(metric, metric, Direction.ABOVE, above, dwell > 0 ? 0 : above, dwell);
  }

  private static TrialSpec of(TrialSpec spec, Precision precision) {
    TrialSpec precise = TestSpecs.withPrecision(spec, precision);
    return spec.optimizer() instanceof Adam adam
        ? TestSpecs.withOptimizer(precise, new Adam(BETA, BETA, adam.epsilon(), adam.decayBiases()))
        : precise;
  }

  private static void note(List<String> allocating, Object name, long bytes) {
    if (bytes > 0) {
      allocating.add("%s: %d bytes in %d steps".formatted(name, bytes, STEPS));
    }
  }

  private static long bytes(Engine engine, TrialSpec spec, Examples examples) {
    try (Learner learner = engine.learner(spec, examples)) {
      learner.beginPhase(0);
      for (int step = 0; spec.optimizer() instanceof Adam && step < CORRECTED; step++) {
        learner.step();
      }
      long least = leastOfWindows(learner::step);
      assertThat(learner.finite()).isTrue();
      return least;
    }
  }

  private static long bytesOfGroup(TrialSpec spec, Examples examples) {
    List<TrialSpec> specs =
        LongStream.range(0, LANES).mapToObj(seed -> spec.withSeeds(SeedStreams.of(seed))).toList();
    try (GroupLearner group = new LockstepEngine().group(specs, examples)) {
      BitSet all = new BitSet();
      all.set(0, LANES);
      group.beginPhase(0, all);
      long least = leastOfWindows(() -> group.advance(group.phaseStep(0) + 1));
      for (int replica = 0; replica < LANES; replica++) {
        assertThat(group.phaseStep(replica)).isEqualTo((long) WINDOWS * STEPS);
      }
      return least;
    }
  }

  private static long leastOfWindows(Runnable step) {
    long least = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS; window++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        step.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
