package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

class OneHotTest {

  @Test
  void pairsOfSymbolsAreOneHotAndPicturesAreNot() throws IOException {
    Examples pairs = TestSpecs.examples();
    assertThat(OneHot.onesPerRow(pairs, IntStream.range(0, pairs.count()).toArray())).isEqualTo(2);
    Examples digits = new DigitsFamily().examples(new DigitsTask(597));
    assertThat(OneHot.onesPerRow(digits, new int[] {0, 1, 2})).isZero();
    assertThat(OneHot.onesPerRow(pairs, new int[0])).isZero();
  }

  /** However they are stored: the weights of layer 1 are [outputs, inputs] to everyone else. */
  @Test
  void theWeightsAreThoseThatWereDrawn() {
    Examples examples = TestSpecs.examples();
    MultiLayerPerceptron model = (MultiLayerPerceptron) TestSpecs.SPEC.model();
    Layout layout = Layout.of(model, examples.features(), examples.outputs());
    double[] drawn = new InitialParameters(model, layout, TestSpecs.SPEC.seeds()).draw();
    try (Learner learner = new DenseEngine().learner(TestSpecs.SPEC, examples)) {
      Weights weights = ((DenseLearner<?>) learner).weights();
      double[] first = weights.tensors().get(0).values();
      assertThat(first).hasSize(16 * 14);
      for (int i = 0; i < first.length; i++) {
        assertThat(first[i]).isEqualTo((float) drawn[i]);
      }
    }
  }

  /** On full batches, shuffled ones and ones with replacement. */
  @Test
  void aStepAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Batching batching :
        List.of(
            Batching.FULL,
            new Batching(8, Sampling.SHUFFLED),
            new Batching(8, Sampling.WITH_REPLACEMENT))) {
      TrialSpec spec = TestSpecs.withBatching(TestSpecs.SPEC, batching);
      try (Learner learner = new DenseEngine().learner(spec, TestSpecs.examples())) {
        learner.beginPhase(0);
        learner.step();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int step = 0; step < 200; step++) {
          learner.step();
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // Asking allocates a little; an object per step would be 200 times 16 bytes.
        assertThat(allocated).as("%s", batching).isLessThan(200 * 16);
      }
    }
  }
}
