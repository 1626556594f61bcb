package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TestSet;
import org.junit.jupiter.api.Test;

class SplitTest {

  private static final Examples MODULAR =
      new ModularFamily().examples(new ModularTask(11, ModularTask.Operation.ADD));

  @Test
  void trainingSetsOfASeedAreNested() {
    Split split = new Split(MODULAR, SeedStreams.of(5));
    int[] all = split.train(MODULAR.available());
    for (int size = 1; size <= MODULAR.available(); size++) {
      assertThat(split.train(size)).isEqualTo(Arrays.copyOf(all, size));
    }
    assertThat(all).containsExactlyInAnyOrder(IntStream.range(0, 121).toArray());
  }

  @Test
  void theComplementIsWhatIsNotTrainedOn() {
    Split split = new Split(MODULAR, SeedStreams.of(5));
    int[] both =
        IntStream.concat(
                Arrays.stream(split.train(40)), Arrays.stream(split.test(40, TestSet.COMPLEMENT)))
            .toArray();
    assertThat(both).containsExactlyInAnyOrder(IntStream.range(0, 121).toArray());
    assertThat(split.test(121, TestSet.COMPLEMENT)).isEmpty();
    assertThat(split.test(40, TestSet.HOLD_OUT)).isEmpty();
  }

  @Test
  void theHoldOutIsTheSameForEverySeedAndSize() throws IOException {
    Examples digits = new DigitsFamily().examples(new DigitsTask(597));
    int[] holdOut = IntStream.range(1200, 1797).toArray();
    for (long seed : new long[] {0, 1, -1}) {
      Split split = new Split(digits, SeedStreams.of(seed));
      assertThat(split.test(100, TestSet.HOLD_OUT)).isEqualTo(holdOut);
      assertThat(split.test(1200, TestSet.HOLD_OUT)).isEqualTo(holdOut);
      assertThat(split.test(1200, TestSet.COMPLEMENT)).isEqualTo(holdOut);
    }
  }

  @Test
  void seedsDifferUnlessTheSplitIsPinned() {
    int[] first = new Split(MODULAR, SeedStreams.of(1)).train(50);
    int[] second = new Split(MODULAR, SeedStreams.of(2)).train(50);
    int[] pinned = new Split(MODULAR, new SeedStreams(2, Map.of(Stream.SPLIT, 1L))).train(50);
    assertThat(second).isNotEqualTo(first);
    assertThat(pinned).isEqualTo(first);
  }

  @Test
  void aSizeOutsideTheAvailableExamplesIsRefused() {
    Split split = new Split(MODULAR, SeedStreams.of(1));
    assertThatThrownBy(() -> split.train(122))
        .hasMessage("trainExamples: 122 must be in [1, 121], the examples available for training");
  }
}
