package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DeepLinear.Scheme;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

/** Deep linear networks as Deeplearning4j networks. */
class DeepLinearTest {

  /** N(0, α²/width) with α = 2 and width 4 is the perceptron's normal scheme with 1. */
  private static final DeepLinear DEEP = new DeepLinear(3, 4, Scheme.NORMAL, 2, List.of(), 0);

  private static final MultiLayerPerceptron SAME =
      new MultiLayerPerceptron(
          3, 4, Activation.LINEAR, Biases.NONE, Initialization.NORMAL, 1, 1, InitScaleOn.ALL, 1);

  @Test
  void aDeepLinearNetworkIsALinearPerceptronOfItsFirstWeights() {
    List<Weights> deep = weights(DEEP);
    assertThat(deep).isEqualTo(weights(SAME));
    assertThat(deep.get(0)).isNotEqualTo(deep.get(1));
  }

  @Test
  void denseStartsFromTheSameWeights() {
    try (Learner learner = new DenseEngine().learner(spec(SAME), TestSpecs.examples())) {
      assertThat(learner.weights()).isEqualTo(weights(DEEP).get(0));
    }
  }

  @Test
  void balancedModesAreOnTheDiagonals() {
    DeepLinear modes = new DeepLinear(3, 4, Scheme.MODES, 1, List.of(8.0, 1.0), 0);
    Weights first = weights(modes).get(0);
    for (Weights.Tensor layer : first.layers()) {
      // The cube root of 8, to the last bit of StrictMath.pow.
      assertThat(layer.at(0)).isBetween(1.9999999999999996, 2.0000000000000004);
      assertThat(layer.at(layer.length(1) + 1)).isEqualTo(1);
      assertThat(layer.at(1)).isZero();
    }
  }

  private static List<Weights> weights(ModelSpec model) {
    List<Weights> weights = new ArrayList<>();
    try (Learner learner = new Dl4jEngine().learner(spec(model), TestSpecs.examples())) {
      learner.beginPhase(0);
      weights.add(learner.weights());
      for (int step = 0; step < 20; step++) {
        learner.step();
      }
      weights.add(learner.weights());
    }
    return weights;
  }

  private static TrialSpec spec(ModelSpec model) {
    TrialSpec base = ParitySpecs.rule(new Sgd(0.9, true), ParitySpecs.phase(0.01, 0.02, 0.01));
    return new TrialSpec(
        base.task(),
        model,
        base.loss(),
        base.optimizer(),
        base.batching(),
        base.precision(),
        base.phases(),
        base.stopRules(),
        base.seeds());
  }
}
