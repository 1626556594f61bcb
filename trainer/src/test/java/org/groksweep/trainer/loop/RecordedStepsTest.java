package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Recording.Every;
import org.groksweep.trainer.spec.Recording.Geometric;
import org.groksweep.trainer.spec.SeedStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedStepsTest {

  private static final double GENEROUS = 1e9;

  /** A phase drawn from a seed, which is printed when a law fails. */
  private record Phase(long seed, Recording recording, long maxSteps, double evaluation) {}

  static Stream<Phase> phases() {
    return IntStream.range(0, 60)
        .mapToObj(
            seed -> {
              RandomStream random =
                  new RandomStream(SeedStreams.of(seed), org.groksweep.trainer.spec.Stream.DATA);
              double ratio = 1 + Math.pow(10, -3 * random.uniform(0, 0)) / 2;
              long every = 1L + random.below(50, 0, 1);
              List<Recording.Spacing> both = List.of(new Geometric(ratio), new Every(every));
              int kinds = random.below(3, 0, 2);
              List<Recording.Spacing> spacings = kinds == 2 ? both : both.subList(kinds, kinds + 1);
              double share = random.uniform(0, 3) < 0.5 ? GENEROUS : 0.25;
              return new Phase(
                  seed,
                  new Recording(spacings, share),
                  1L + random.below(3000, 0, 4),
                  3 * random.uniform(0, 5));
            });
  }

  @ParameterizedTest
  @MethodSource("phases")
  void stepsRiseToTheLastAndAreAsManyAsCounted(Phase phase) {
    List<Long> steps = steps(phase);
    assertThat(steps).first().isEqualTo(0L);
    assertThat(steps).last().isEqualTo(phase.maxSteps);
    assertThat(steps).isSorted().doesNotHaveDuplicates();
    assertThat(steps).hasSize(Math.toIntExact(recorded(phase).count()));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void theNextStepIsTheSameFromWhereverOneAsks(Phase phase) {
    RecordedSteps recorded = recorded(phase);
    List<Long> steps = steps(phase);
    List<Long> expected = new ArrayList<>();
    List<Long> actual = new ArrayList<>();
    int next = 1;
    for (long step = 0; step < phase.maxSteps; step++) {
      next += step == steps.get(next) ? 1 : 0;
      expected.add(steps.get(next));
      actual.add(recorded.after(step));
    }
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("phases")
  void fixedSpacingIsObeyedAsItStands(Phase phase) {
    Set<Long> steps = new HashSet<>(steps(phase));
    for (Recording.Spacing spacing : phase.recording.spacings()) {
      if (spacing instanceof Every every) {
        LongStream multiples =
            LongStream.rangeClosed(0, phase.maxSteps / every.steps()).map(i -> i * every.steps());
        assertThat(multiples.allMatch(steps::contains)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("phases")
  void geometricRecordingKeepsItsShare(Phase phase) {
    boolean geometricAlone =
        phase.recording.spacings().stream().allMatch(Geometric.class::isInstance);
    double cost = recorded(phase).count() * phase.evaluation;
    double allowed = phase.recording.maxEvaluationShare() * phase.maxSteps;
    // The first and last rows are recorded whatever they cost.
    if (geometricAlone && 2 * phase.evaluation <= allowed) {
      assertThat(cost).isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void theDefaultRecordsEveryStepAtFirstAndThenTwoPercentApart() {
    Phase phase = new Phase(0, Recording.DEFAULT, 100_000, 0);
    List<Long> steps = steps(phase);
    assertThat(steps.subList(0, 50))
        .isEqualTo(IntStream.range(0, 50).mapToObj(Long::valueOf).toList());
    for (int i = 51; i < steps.size() - 1; i++) {
      double ratio = steps.get(i) / (double) steps.get(i - 1);
      // ⌈1.02·s⌉ is at most one step beyond.
      assertThat(ratio).isBetween(1.02, 1.02 + 1.0 / steps.get(i - 1));
    }
  }

  @Test
  void everyOneIsEveryStep() {
    Recording recording = new Recording(List.of(new Every(1)), 0.25);
    RecordedSteps recorded = RecordedSteps.of(recording, 1000, 1, 100);
    assertThat(recorded.count()).isEqualTo(1001);
    assertThat(recorded.after(17)).isEqualTo(18);
  }

  private static RecordedSteps recorded(Phase phase) {
    return RecordedSteps.of(phase.recording, phase.maxSteps, 1, phase.evaluation);
  }

  private static List<Long> steps(Phase phase) {
    RecordedSteps recorded = recorded(phase);
    List<Long> steps = new ArrayList<>(List.of(0L));
    for (long step = 0; step < phase.maxSteps; ) {
      step = recorded.after(step);
      steps.add(step);
    }
    return steps;
  }
}
