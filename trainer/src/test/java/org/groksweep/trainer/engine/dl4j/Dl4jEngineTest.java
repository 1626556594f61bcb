package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jEngineTest {

  private static final Phase PLAIN = ParitySpecs.phase(0.05, 0, 0);
  private static final int STEPS = 20;

  @Test
  void theConfigMayNameIt() {
    EngineTable table = EngineTable.load();
    assertThat(table.nameFor(TestSpecs.SPEC, Optional.empty())).isEqualTo("dense");
    assertThat(table.nameFor(TestSpecs.SPEC, Optional.of("dl4j"))).isEqualTo("dl4j");
    assertThat(table.engine("dl4j")).isInstanceOf(Dl4jEngine.class);
  }

  @Test
  void theFingerprintNamesLibraryAndBits() {
    String fingerprint = new Dl4jEngine().numericsFingerprint();
    assertThat(fingerprint).matches("dl4j-1/OpenBLAS-0\\.3\\.31/[0-9a-f]{8}");
    assertThat(new Dl4jEngine().numericsFingerprint()).isEqualTo(fingerprint);
  }

  /** ND4J sets them to the number of cores when it loads, whoever came first. */
  @Test
  void bothEnginesComputeOnOneThread() {
    new Dl4jEngine().numericsFingerprint();
    new DenseEngine().numericsFingerprint();
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxThreads()).isEqualTo(1);
  }

  /** The step is fit() taken apart, to look at the loss before the update. */
  @Test
  void aStepIsDeeplearning4jsFit() {
    TrialSpec spec = fullBatch(new Sgd(0, true));
    assertThat(weightsAfterFit(spec)).isEqualTo(weightsAfterSteps(spec));
  }

  /**
   * ε outside of the root's correction is another rule, which the tolerance of parity would see.
   */
  @Test
  void stockAdamHasItsEpsilonElsewhere() {
    TrialSpec spec = fullBatch(ParitySpecs.COARSE_ADAM);
    double[] ours = weightsAfterSteps(spec);
    double[] theirs = weightsAfterFit(spec);
    double farthest = 0;
    for (int i = 0; i < ours.length; i++) {
      farthest = Math.max(farthest, Math.abs(ours[i] - theirs[i]));
    }
    assertThat(farthest).isGreaterThan(1e-3);
  }

  private static TrialSpec fullBatch(OptimizerSpec rule) {
    return TestSpecs.withBatching(ParitySpecs.rule(rule, PLAIN), Batching.FULL);
  }

  private static double[] weightsAfterSteps(TrialSpec spec) {
    try (Dl4jLearner learner = new Dl4jLearner(spec, TestSpecs.examples())) {
      learner.beginPhase(0);
      for (int step = 0; step < STEPS; step++) {
        learner.step();
      }
      return weights(learner.network());
    }
  }

  private static double[] weights(MultiLayerNetwork network) {
    try (INDArray copy = network.params().dup()) {
      return copy.data().asDouble();
    }
  }

  private static double[] weightsAfterFit(TrialSpec spec) {
    Examples examples = TestSpecs.examples();
    int[] names = new Split(examples, spec.seeds()).train(30);
    MultiLayerPerceptron model = (MultiLayerPerceptron) spec.model();
    Layout layout = Layout.of(model, examples.features(), examples.outputs());
    MultiLayerNetwork network = Networks.network(spec, layout, Optional.empty());
    network.setLearningRate(PLAIN.learningRate());
    try (Dl4jSamples samples =
        Dl4jSamples.of(examples, names, Networks.dataType(spec.precision()))) {
      for (int step = 0; step < STEPS; step++) {
        network.fit(samples.inputs(), samples.targets());
      }
    }
    return weights(network);
  }

  /** Where a cosine ends; the momenta's part of it is among the phases of parity. */
  @Test
  void aRateOfZeroMovesNoWeight() {
    TrialSpec spec = ParitySpecs.cosineToZero(2);
    try (Dl4jLearner learner = new Dl4jLearner(spec, TestSpecs.examples())) {
      learner.beginPhase(0);
      double[] first = weights(learner.network());
      learner.step();
      double[] second = weights(learner.network());
      learner.step();
      assertThat(second).isNotEqualTo(first);
      assertThat(weights(learner.network())).isEqualTo(second);
    }
  }

  @Test
  void bothDivergeAtTheSameStep() {
    Phase fast = ParitySpecs.phase(50, 0, 0);
    TrialSpec spec = ParitySpecs.rule(new Sgd(0, true), fast);
    spec =
        TestSpecs.withModel(
            spec,
            new MultiLayerPerceptron(
                3,
                16,
                Activation.QUADRATIC,
                Biases.ALL,
                Initialization.PYTORCH,
                1,
                1,
                InitScaleOn.ALL,
                1));
    long dense = lastStep(new DenseEngine(), spec);
    assertThat(dense).isLessThan(ParitySpecs.STEPS);
    assertThat(lastStep(new Dl4jEngine(), spec)).isEqualTo(dense);
  }

  private static long lastStep(Engine engine, TrialSpec spec) {
    try (Learner learner = engine.learner(spec, TestSpecs.examples())) {
      learner.beginPhase(0);
      for (int step = 0; step < ParitySpecs.STEPS && learner.finite(); step++) {
        learner.step();
      }
      if (!learner.finite()) {
        assertThat(learner.measure().finite()).isFalse();
      }
      return learner.phaseStep();
    }
  }

  @Test
  void aLossOfAThousandNatsIsAThousand() {
    try (INDArray logits = Nd4j.createFromArray(new double[][] {{1000, 0, -7}});
        INDArray labels = Nd4j.createFromArray(new double[][] {{0, 1, 0}})) {
      ActivationIdentity identity = new ActivationIdentity();
      LogitCrossEntropy loss = new LogitCrossEntropy();
      assertThat(loss.computeScore(labels, logits, identity, null, true)).isEqualTo(1000);
      assertThat(loss.computeGradient(labels, logits, identity, null).toDoubleVector())
          .containsExactly(1, -1, 0);
      assertThatThrownBy(
              () -> loss.computeScore(labels, logits, new ActivationSoftmax(), null, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "cross-entropy of logits needs an output layer without activation and mask, not"
                  + " softmax");
    }
  }

  @Test
  void theSameBitsAloneAndBesideAnother() throws Exception {
    TrialSpec spec = ParitySpecs.base();
    double[] alone = weightsAfterSteps(spec);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<double[]> one = threads.submit(() -> weightsAfterSteps(spec));
      Future<double[]> other = threads.submit(() -> weightsAfterSteps(spec));
      assertThat(one.get()).isEqualTo(alone);
      assertThat(other.get()).isEqualTo(alone);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A fixed hold-out and 64 features, in float32 as users train. */
  @Test
  void digitsAreMeasuredAlike() throws IOException {
    DigitsFamily family = new DigitsFamily();
    Examples digits = family.examples(ParitySpecs.DIGITS);
    TrialSpec spec = ParitySpecs.digits();
    Measurement dense = after(new DenseEngine(), spec, digits);
    Measurement dl4j = after(new Dl4jEngine(), spec, digits);
    assertThat(dl4j.trainLoss()).isCloseTo(dense.trainLoss(), within(1e-3 * dense.trainLoss()));
    double testLoss = dense.testLoss().orElseThrow();
    assertThat(dl4j.testLoss().orElseThrow()).isCloseTo(testLoss, within(1e-3 * testLoss));
    assertThat(dl4j.testAccuracy().orElseThrow())
        .isCloseTo(dense.testAccuracy().orElseThrow(), within(0.01))
        .isGreaterThan(0.5);
  }

  private static Measurement after(Engine engine, TrialSpec spec, Examples examples) {
    try (Learner learner = engine.learner(spec, examples)) {
      learner.beginPhase(0);
      for (int step = 0; step < 50; step++) {
        learner.step();
      }
      return learner.measure();
    }
  }

  /** What ModelSerializer writes beside the weights must come back, our own classes included. */
  @Test
  void configurationsComeBackFromJson() {
    Examples examples = TestSpecs.examples();
    for (Activation activation : Activation.values()) {
      for (OptimizerSpec rule : List.of(new Sgd(0.9, true), ParitySpecs.COARSE_ADAM)) {
        TrialSpec spec =
            TestSpecs.withModel(
                ParitySpecs.rule(rule, PLAIN),
                new MultiLayerPerceptron(
                    3,
                    4,
                    activation,
                    Biases.ALL,
                    Initialization.PYTORCH,
                    1,
                    1,
                    InitScaleOn.ALL,
                    1));
        Layout layout =
            Layout.of((MultiLayerPerceptron) spec.model(), examples.features(), examples.outputs());
        String json =
            Networks.network(spec, layout, Optional.empty()).getLayerWiseConfigurations().toJson();
        assertThat(MultiLayerConfiguration.fromJson(json).toJson()).isEqualTo(json);
      }
    }
  }

  @Test
  void phasesComeInOrder() {
    try (Learner learner = new Dl4jEngine().learner(TestSpecs.SPEC, TestSpecs.examples())) {
      assertThatThrownBy(() -> learner.beginPhase(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("phase 1 cannot follow -1");
    }
  }
}
