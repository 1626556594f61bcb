package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @Test
  void anEpochShowsEveryExampleOnceAndItsLastBatchIsShort() {
    BatchOrder order = order(4, Sampling.SHUFFLED);
    order.begin(phase(10, BatchStream.CONTINUE));
    List<Integer> first = draw(order, 4, 4, 2);
    List<Integer> second = draw(order, 4, 4, 2);
    assertThat(first).containsExactlyInAnyOrderElementsOf(TEN);
    assertThat(second).containsExactlyInAnyOrderElementsOf(TEN).isNotEqualTo(first);
  }

  @Test
  void aContinuedStreamGoesOnInTheMiddleOfAnEpoch() {
    BatchOrder straight = order(4, Sampling.SHUFFLED);
    straight.begin(phase(10, BatchStream.CONTINUE));
    List<Integer> whole = draw(straight, 4, 4, 2);

    BatchOrder switched = order(4, Sampling.SHUFFLED);
    switched.begin(phase(10, BatchStream.CONTINUE));
    List<Integer> parts = draw(switched, 4);
    switched.begin(phase(10, BatchStream.CONTINUE));
    parts.addAll(draw(switched, 4, 2));
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void aNewTrainingSetBeginsANewEpoch() {
    BatchOrder order = order(4, Sampling.SHUFFLED);
    order.begin(phase(10, BatchStream.CONTINUE));
    draw(order, 4);
    order.begin(phase(6, BatchStream.CONTINUE));
    assertThat(draw(order, 4, 2)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aRestartedStreamDrawsAsTheFirstPhaseDid() {
    for (Sampling sampling : List.of(Sampling.SHUFFLED, Sampling.WITH_REPLACEMENT)) {
      BatchOrder order = order(4, sampling);
      order.begin(phase(12, BatchStream.CONTINUE));
      List<Integer> first = draw(order, 4, 4);
      order.begin(phase(12, BatchStream.RESTART));
      assertThat(draw(order, 4, 4)).isEqualTo(first);
      order.begin(phase(12, BatchStream.CONTINUE));
      assertThat(draw(order, 4, 4)).isNotEqualTo(first);
    }
  }

  @Test
  void withReplacementEveryExampleIsEquallyLikely() {
    BatchOrder order = order(10, Sampling.WITH_REPLACEMENT);
    order.begin(phase(10, BatchStream.CONTINUE));
    int[] counts = new int[10];
    for (int update = 0; update < 10_000; update++) {
      draw(order, 10).forEach(example -> counts[example]++);
    }
    // 10,000 each, give or take five standard errors of 95.
    assertThat(counts).matches(all -> IntStream.of(all).allMatch(c -> Math.abs(c - 10_000) < 475));
  }

  private static BatchOrder order(int size, Sampling sampling) {
    return new BatchOrder(new Batching(size, sampling), SeedStreams.of(9));
  }

  private static Phase phase(int trainExamples, BatchStream stream) {
    Phase plain = TestSpecs.phase("train", 100, trainExamples);
    return new Phase(
        plain.name(),
        plain.maxSteps(),
        plain.trainExamples(),
        plain.dataFraction(),
        plain.testSet(),
        plain.learningRate(),
        plain.schedule(),
        plain.weightDecay(),
        plain.l2(),
        plain.optimizerState(),
        stream);
  }

  private static List<Integer> draw(BatchOrder order, int... sizes) {
    List<Integer> drawn = new ArrayList<>();
    for (int size : sizes) {
      assertThat(order.next()).isEqualTo(size);
      IntStream.range(0, size).map(order::example).forEach(drawn::add);
    }
    return drawn;
  }
}
