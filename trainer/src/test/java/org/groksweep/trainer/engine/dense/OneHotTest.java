package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
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
}
