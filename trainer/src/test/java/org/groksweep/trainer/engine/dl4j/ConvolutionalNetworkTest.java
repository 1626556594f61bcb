package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.engine.ConvolutionalNetworkFamily;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Pooling;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConvolutionalNetworkTest {

  private static final int STEPS = 40;

  /** Two float64 programs that sum in another order, over 40 steps; see PyTorchTrajectoryTest. */
  private static final double TOLERANCE = 1e-10;

  private static final ConvolutionalNetwork MAX =
      new ConvolutionalNetwork(3, 1, 3, 3, 2, Pooling.MAX, 1, Initialization.PYTORCH, 1, 2, 1);
  private static final ConvolutionalNetwork AVERAGE =
      new ConvolutionalNetwork(
          4, 2, 4, 5, 2, Pooling.AVERAGE, 6, Initialization.XAVIER_UNIFORM, 1, 1, 1);
  private static final ConvolutionalNetwork UNPOOLED =
      new ConvolutionalNetwork(
          3, 2, 4, 3, 1, Pooling.MAX, 5, Initialization.KAIMING_UNIFORM, 1, 1, 1);

  /** A spec and the name of its trajectory. */
  private record Case(String name, TrialSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "max",
            spec(MAX, Loss.CROSS_ENTROPY, new Adam(0.9, 0.98, 1e-8, true), 8, 1, 0.02, 0.3, 0)),
        new Case(
            "average",
            spec(AVERAGE, Loss.MEAN_SQUARED_ERROR, new Sgd(0.9, true), 6, 2, 0.05, 0, 0.01)),
        new Case(
            "unpooled", spec(UNPOOLED, Loss.CROSS_ENTROPY, new Sgd(0, true), 20, 5, 0.1, 0, 0)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trajectoriesAreThoseOfPyTorch(Case each) throws IOException {
    List<double[]> expected = trajectory(each.name());
    assertThat(expected).hasSize(STEPS + 1);
    try (Learner learner = new Dl4jEngine().learner(each.spec(), new Stripes())) {
      learner.beginPhase(0);
      for (int step = 0; step <= STEPS; step++) {
        double[] actual = numbers(learner.measure());
        for (int i = 0; i < actual.length; i++) {
          double right = expected.get(step)[i];
          assertThat(actual[i])
              .as("%s: step %d, number %d", each, step, i)
              .isCloseTo(right, within(TOLERANCE * Math.max(1, Math.abs(right))));
        }
        learner.step();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsThatOfFiniteDifferences(Case each) {
    Examples examples = new Stripes();
    Layout layout = Networks.layout(each.spec().model(), examples);
    MultiLayerNetwork network = Networks.network(each.spec(), layout, examples.image());
    int[] names = {0, 1, 2, 3, 4};
    try (Dl4jSamples samples =
        Dl4jSamples.of(examples, names, Networks.dataType(Precision.FLOAT64))) {
      network.setInput(samples.inputs());
      network.setLabels(samples.targets());
      network.computeGradientAndScore();
      double[] gradient = doubles(network.gradient().gradient());
      // Central differences: an error of h², 1e-12, and 1e-16/h of rounding, 1e-10.
      double h = 1e-6;
      for (int i = 0; i < gradient.length; i++) {
        double slope = (lossAt(network, samples, i, h) - lossAt(network, samples, i, -h)) / (2 * h);
        assertThat(gradient[i] / names.length).as("weight " + i).isCloseTo(slope, within(1e-8));
      }
    }
  }

  private static double lossAt(
      MultiLayerNetwork network, Dl4jSamples samples, int weight, double by) {
    double before = network.params().getDouble(weight);
    network.params().putScalar(weight, before + by);
    int[] names = {0, 1, 2, 3, 4};
    double loss = Outputs.of(network, samples, new Stripes(), names).loss();
    network.params().putScalar(weight, before);
    return loss;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputsAreHomogeneousInTheWeights(Case each) {
    Examples examples = new Stripes();
    Layout layout = Networks.layout(each.spec().model(), examples);
    MultiLayerNetwork network = Networks.network(each.spec(), layout, examples.image());
    try (Dl4jSamples samples =
        Dl4jSamples.of(examples, new int[] {0, 1, 2}, Networks.dataType(Precision.FLOAT64))) {
      double[] once = doubles(network.output(samples.inputs()));
      network.params().muli(2);
      double[] scaled = doubles(network.output(samples.inputs()));
      // Powers of two are exact: 2^depth times every number, to the last bit.
      double factor = Math.scalb(1.0, each.spec().model().depth());
      assertThat(scaled).containsExactly(Arrays.stream(once).map(z -> z * factor).toArray());
      assertThat(Arrays.stream(once).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
    }
  }

  @Test
  void kernelsAreTensorsOfFourDimensions() {
    TrialSpec spec = cases().toList().get(1).spec();
    try (Learner learner = new Dl4jEngine().learner(spec, new Stripes())) {
      Weights weights = learner.weights();
      assertThat(weights.tensors())
          .extracting(Tensor::toString)
          .containsExactly(
              "layer1.weight[4, 1, 5, 5]",
              "layer2.weight[4, 4, 5, 5]",
              "layer3.weight[6, 8]",
              "layer4.weight[3, 6]");
      assertThat(weights.tensors().stream().mapToLong(Tensor::size).sum())
          .isEqualTo(new ConvolutionalNetworkFamily().parameters(spec.model(), 32, 3));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatStartsFromWeightsIsWhereTheyWere(Case each) {
    try (StartableLearner trained = learner(each);
        StartableLearner started = learner(each)) {
      trained.beginPhase(0);
      for (int step = 0; step < STEPS; step++) {
        trained.step();
      }
      started.startFrom(trained.weights());
      started.beginPhase(0);
      assertThat(started.weights()).isEqualTo(trained.weights());
      assertThat(started.measure()).isEqualTo(trained.measure());
    }
  }

  private static StartableLearner learner(Case each) {
    return (StartableLearner) new Dl4jEngine().learner(each.spec(), new Stripes());
  }

  @Test
  void arithmeticIsCountedPerPlace() {
    // 32 places × 3 × 9 and 8 places × 3 × 27 multiply-adds, then 3 × 2 pooled numbers to 3.
    assertThat(new ConvolutionalNetworkFamily().forwardFlops(MAX, 32, 3))
        .isEqualTo(2.0 * (32 * 27 + 8 * 81 + 18));
  }

  @Test
  void digitsAreLearned() throws IOException {
    DigitsFamily family = new DigitsFamily();
    TrialSpec spec =
        spec(MAX, Loss.CROSS_ENTROPY, new Adam(0.9, 0.98, 1e-8, true), 50, 1, 0.02, 0, 0);
    assertThat(EngineTable.load().nameFor(spec, Optional.empty())).isEqualTo("dl4j");
    try (Learner learner =
        new Dl4jEngine()
            .learner(
                TestSpecs.withPrecision(spec, Precision.FLOAT32),
                family.examples(ParitySpecs.DIGITS))) {
      learner.beginPhase(0);
      for (int step = 0; step < 60; step++) {
        learner.step();
      }
      // Of ten classes, from 20 examples: far above a guess, as far as so few can tell.
      assertThat(learner.measure().trainAccuracy().orElseThrow()).isGreaterThan(0.9);
    }
  }

  @Test
  void inputsThatAreNoImagesAreRefused() {
    ConvolutionalNetworkFamily family = new ConvolutionalNetworkFamily();
    family.checkFits(MAX, 32, 3, Optional.of(new ImageShape(8, 4)));
    assertThatThrownBy(() -> family.checkFits(MAX, 48, 3, Optional.of(new ImageShape(8, 6))))
        .hasMessage("it pools 2 times by 2, which does not divide images of 8 × 6 pixels");
    assertThatThrownBy(() -> family.checkFits(MAX, 32, 3, Optional.empty()))
        .hasMessage("it needs images; tasks that have them are digits and images");
    TrialSpec spec = cases().findFirst().orElseThrow().spec();
    assertThatThrownBy(() -> new Dl4jEngine().learner(spec, TestSpecs.examples()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model.type: cnn needs images; there are none");
  }

  @Test
  void configurationsComeBackFromJson() {
    for (Case each : cases().toList()) {
      Examples examples = new Stripes();
      Layout layout = Networks.layout(each.spec().model(), examples);
      String json =
          Networks.network(each.spec(), layout, examples.image())
              .getLayerWiseConfigurations()
              .toJson();
      assertThat(MultiLayerConfiguration.fromJson(json).toJson()).isEqualTo(json);
    }
  }

  private static double[] doubles(INDArray values) {
    try (INDArray copy = values.dup('c')) {
      return copy.data().asDouble();
    }
  }

  private static double[] numbers(Measurement measured) {
    return new double[] {
      measured.trainLoss(),
      measured.testLoss().orElseThrow(),
      measured.objective(),
      measured.weightNorm(),
      measured.gradientNorm(),
      measured.logitNorm()
    };
  }

  private static List<double[]> trajectory(String name) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ConvolutionalNetworkTest.class.getResourceAsStream("pytorch_convolutions.csv"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(name))
          .map(cells -> Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static TrialSpec spec(
      ConvolutionalNetwork model,
      Loss loss,
      OptimizerSpec optimizer,
      int batch,
      long seed,
      double learningRate,
      double weightDecay,
      double l2) {
    return new TrialSpec(
        TestSpecs.TASK,
        model,
        loss,
        optimizer,
        new Batching(batch, Sampling.SHUFFLED),
        Precision.FLOAT64,
        List.of(
            TestSpecs.withRates(TestSpecs.phase("train", 1000, 20), learningRate, weightDecay, l2)),
        List.of(),
        SeedStreams.of(seed));
  }

  /** 30 images of 8 × 4 pixels in 3 classes, by the formula of the script beside the resource. */
  private static final class Stripes implements Examples {

    private static final int COUNT = 30;
    private static final ImageShape SHAPE = new ImageShape(8, 4);

    @Override
    public int count() {
      return COUNT;
    }

    @Override
    public int available() {
      return COUNT;
    }

    @Override
    public int features() {
      return SHAPE.height() * SHAPE.width();
    }

    @Override
    public int outputs() {
      return 3;
    }

    @Override
    public boolean isClassification() {
      return true;
    }

    @Override
    public int label(int example) {
      return example * example % 3;
    }

    @Override
    public void copyInput(int example, double[] target, int offset) {
      for (int i = 0; i < features(); i++) {
        target[offset + i] = (7 * example + 3 * i * i) % 11 / 10.0;
      }
    }

    @Override
    public void copyTarget(int example, double[] target, int offset) {
      Arrays.fill(target, offset, offset + outputs(), 0);
      target[offset + label(example)] = 1;
    }

    @Override
    public String fingerprint() {
      return Fingerprint.of(this);
    }

    @Override
    public Optional<ImageShape> image() {
      return Optional.of(SHAPE);
    }
  }
}
