package org.groksweep.trainer.engine.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One Deeplearning4j network in training. Every pass takes a whole set of examples at once. */
final class Dl4jLearner implements ResumableLearner, StartableLearner {

  private final TrialSpec spec;
  private final Examples examples;
  private final Split split;
  private final DataType type;
  private final Layout layout;
  private final MultiLayerNetwork network;
  private final Updates updates;
  private final BatchOrder batches;

  private int phaseIndex = -1;
  private Phase phase;
  private long phaseStep;
  private boolean finite = true;
  private int[] trainNames = {};
  private int[] testNames = {};
  private Optional<Dl4jSamples> train = Optional.empty();
  private Optional<Dl4jSamples> test = Optional.empty();

  Dl4jLearner(TrialSpec spec, Examples examples) {
    if (spec.loss() == Loss.CROSS_ENTROPY && !examples.isClassification()) {
      throw new IllegalArgumentException("loss: crossEntropy needs labels; the task has none");
    }
    this.spec = spec;
    this.examples = examples;
    this.split = new Split(examples, spec.seeds());
    this.type = Networks.dataType(spec.precision());
    this.layout = Networks.layout(spec.model(), examples);
    this.network = Networks.network(spec, layout, examples.image());
    this.updates = new Updates(network, spec.optimizer());
    this.batches = new BatchOrder(spec.batching(), spec.seeds());
    this.phase = spec.phases().get(0);
  }

  @Override
  public void beginPhase(int index) {
    if (index != phaseIndex + 1) {
      throw new IllegalArgumentException("phase %d cannot follow %d".formatted(index, phaseIndex));
    }
    enter(index);
    phaseStep = 0;
    batches.begin(phase);
    if (phase.optimizerState() == Phase.OptimizerState.RESET) {
      updates.reset();
    }
  }

  @Override
  public void startFrom(Weights weights) {
    double[] ours =
        spec.model() instanceof ConvolutionalNetwork convolutional
            ? ConvolutionalLayers.parameters(convolutional, layout, weights)
            : layout.parameters(weights);
    double[] theirs = Networks.inTheirOrder(layout, ours);
    INDArray parameters = network.params();
    try (INDArray values = Nd4j.create(theirs, parameters.shape(), type)) {
      parameters.assign(values);
    }
  }

  private void enter(int index) {
    phaseIndex = index;
    phase = spec.phases().get(index);
    closeSamples();
    trainNames = split.train(phase.trainExamples());
    testNames = split.test(phase.trainExamples(), phase.testSet());
    train = Optional.of(Dl4jSamples.of(examples, trainNames, type));
    if (testNames.length > 0) {
      test = Optional.of(Dl4jSamples.of(examples, testNames, type));
    }
    updates.begin(phase);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(phaseIndex);
    out.writeLong(phaseStep);
    batches.saveState(out);
    updates.saveState(out);
    NumberArrays.write(network.params(), out);
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    enter(in.readInt());
    phaseStep = in.readLong();
    batches.restoreState(in);
    updates.restoreState(in);
    NumberArrays.readInPlace(network.params(), in);
  }

  @Override
  public void step() {
    if (BatchOrder.isFull(spec.batching(), phase)) {
      step(trainingSet(), trainNames);
      return;
    }
    int[] ranks = new int[batches.next()];
    int[] names = new int[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = batches.example(i);
      names[i] = trainNames[ranks[i]];
    }
    try (Dl4jSamples batch = trainingSet().rows(ranks)) {
      step(batch, names);
    }
  }

  private void step(Dl4jSamples batch, int[] names) {
    takeGradient(batch);
    // Its score has the penalties in it, which alone may overflow; then the loss itself decides.
    finite =
        Double.isFinite(network.score())
            || Double.isFinite(Outputs.of(network, batch, examples, names).loss());
    if (!finite) {
      return;
    }
    double factor = phase.schedule().factor(phaseStep + 1, phase.maxSteps());
    updates.updateInPlace(phase.learningRate() * factor, batch.count());
    phaseStep++;
  }

  // The gradient of the loss, summed over the batch, is then the network's.
  private void takeGradient(Dl4jSamples batch) {
    network.setInput(batch.inputs());
    network.setLabels(batch.targets());
    network.computeGradientAndScore();
  }

  private Dl4jSamples trainingSet() {
    return train.orElseThrow(() -> new IllegalStateException("no phase has begun"));
  }

  @Override
  public long phaseStep() {
    return phaseStep;
  }

  @Override
  public boolean finite() {
    return finite;
  }

  @Override
  public Measurement measure() {
    Outputs onTrain = Outputs.of(network, trainingSet(), examples, trainNames);
    Optional<Outputs> onTest =
        test.map(samples -> Outputs.of(network, samples, examples, testNames));
    takeGradient(trainingSet());
    double[] parameters = doubles(network.params());
    double[] gradient = doubles(network.gradient().gradient());
    Norms norms = new Norms(layout, spec.optimizer().decayBiases());
    return new Measurement(
        onTrain.loss(),
        onTest.map(each -> OptionalDouble.of(each.loss())).orElse(OptionalDouble.empty()),
        onTrain.loss() + 0.5 * phase.l2() * norms.decayedSquares(parameters),
        accuracy(Optional.of(onTrain)),
        accuracy(onTest),
        norms.all(parameters),
        norms.gradient(parameters, gradient, trainNames.length, phase.l2()),
        onTrain.logitNorm(),
        norms.layers(parameters));
  }

  @Override
  public Weights weights() {
    double[] ours = Networks.inOrderOf(layout, doubles(network.params()));
    return spec.model() instanceof ConvolutionalNetwork convolutional
        ? ConvolutionalLayers.weights(convolutional, layout, ours)
        : layout.weights(ours);
  }

  private OptionalDouble accuracy(Optional<Outputs> outputs) {
    return examples.isClassification() && outputs.isPresent()
        ? OptionalDouble.of(outputs.get().accuracy())
        : OptionalDouble.empty();
  }

  // The network's arrays are views into one of theirs, so that data() would be too long.
  private static double[] doubles(INDArray values) {
    try (INDArray copy = values.dup()) {
      return copy.data().asDouble();
    }
  }

  /** The network, for tests. */
  MultiLayerNetwork network() {
    return network;
  }

  // Not network.close(), which asks for a full garbage collection each time.
  @Override
  public void close() {
    closeSamples();
    network.setInput(null);
    network.clear();
    network.params().close();
    network.getGradientsViewArray().close();
    updates.close();
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  private void closeSamples() {
    train.ifPresent(Dl4jSamples::close);
    test.ifPresent(Dl4jSamples::close);
    train = Optional.empty();
    test = Optional.empty();
  }
}
