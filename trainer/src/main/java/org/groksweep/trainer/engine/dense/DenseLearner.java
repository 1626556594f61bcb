package org.groksweep.trainer.engine.dense;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.engine.WatchingLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.probe.SingularValues;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/** One multi-layer perceptron in training. */
final class DenseLearner<A> implements ResumableLearner, StartableLearner, WatchingLearner {

  private final Arithmetic<A> arithmetic;
  private final TrialSpec spec;
  private final Layout layout;
  private final boolean classifies;
  private final Objective<A> objective;
  private final Optimizer<A> optimizer;
  private final BatchOrder batches;

  /** Rows in the seed's order, so that every training set is the first of them; then tests. */
  private final Samples<A> samples;

  private final Samples<A> batch;

  private final int holdOutFrom;
  private final Parameters<A> parameters;
  private final A gradient;
  private final LossSums sums = new LossSums();
  private final Noise<A> noise;
  private final Optional<FreshBatch<A>> fresh;

  private int phaseIndex = -1;
  private Phase phase;
  private boolean full;
  private long phaseStep;
  private boolean finite = true;

  /**
   * Whether {@link #gradient} and {@link #sums} are those of the parameters on the training set.
   */
  private boolean gradientIsCurrent;

  DenseLearner(Arithmetic<A> arithmetic, TrialSpec spec, Examples examples) {
    if (spec.loss() == Loss.CROSS_ENTROPY && !examples.isClassification()) {
      throw new IllegalArgumentException("loss: crossEntropy needs labels; the task has none");
    }
    MultiLayerPerceptron model = Perceptrons.of(spec.model());
    this.arithmetic = arithmetic;
    this.spec = spec;
    this.classifies = examples.isClassification();
    this.layout = Layout.of(model, examples.features(), examples.outputs());
    this.phase = spec.phases().get(0);
    Network<A> network = new Network<>(arithmetic, layout, model.activation(), Objective.MAX_ROWS);
    this.objective = new Objective<>(arithmetic, layout, spec.loss(), network);
    this.optimizer = new Optimizer<>(arithmetic, layout, spec.optimizer());
    this.batches = new BatchOrder(spec.batching(), spec.seeds());

    boolean withTargets = spec.loss() != Loss.CROSS_ENTROPY;
    int[] rows = rows(spec, examples);
    this.holdOutFrom = rows.length - (examples.count() - examples.available());
    // Noise has the layout's addresses, and fresh examples are of no known kind.
    boolean firstIsTransposed = PlainTraining.isAll(spec);
    int ones = firstIsTransposed ? OneHot.onesPerRow(examples, rows) : 0;
    this.samples = Samples.of(arithmetic, examples, rows, firstIsTransposed, ones, withTargets);
    this.batch = samples.room(spec.batching().size(), examples);
    this.parameters = new Parameters<>(arithmetic, layout, firstIsTransposed);
    this.gradient = arithmetic.allocate(layout.parameterCount());
    this.noise = new Noise<>(arithmetic, spec, layout.parameterCount());
    this.fresh =
        spec.batching().sampling() == Batching.Sampling.FRESH
            ? Optional.of(new FreshBatch<>(examples, spec.seeds()))
            : Optional.empty();
    parameters.set(Perceptrons.firstParameters(spec, layout));
  }

  @Override
  public void startFrom(Weights weights) {
    parameters.set(layout.parameters(weights));
    parametersChanged();
  }

  // The seed's order as far as any phase uses it, then the hold-out.
  private static int[] rows(TrialSpec spec, Examples examples) {
    Split split = new Split(examples, spec.seeds());
    boolean complement =
        spec.phases().stream().anyMatch(each -> each.testSet() == TestSet.COMPLEMENT);
    int largest = spec.phases().stream().mapToInt(Phase::trainExamples).max().orElseThrow();
    int ordered = complement ? Math.max(largest, examples.available()) : largest;
    int[] train = split.train(ordered);
    int[] holdOut = split.test(ordered, TestSet.HOLD_OUT);
    int[] rows = new int[train.length + holdOut.length];
    System.arraycopy(train, 0, rows, 0, train.length);
    System.arraycopy(holdOut, 0, rows, train.length, holdOut.length);
    return rows;
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
      optimizer.reset();
    }
    if (phase.startNoise() > 0) {
      noise.addInPlace(parameters.values(), UpdateAddress.ofPhaseStart(index), phase.startNoise());
    }
  }

  private void enter(int index) {
    phaseIndex = index;
    phase = spec.phases().get(index);
    full = BatchOrder.isFull(spec.batching(), phase);
    gradientIsCurrent = false;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(phaseIndex);
    out.writeLong(phaseStep);
    batches.saveState(out);
    optimizer.saveState(out);
    arithmetic.writeBits(parameters.values(), out);
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    enter(in.readInt());
    phaseStep = in.readLong();
    batches.restoreState(in);
    optimizer.restoreState(in);
    arithmetic.readBitsInPlace(parameters.values(), in);
  }

  @Override
  public void step() {
    if (full) {
      takeGradientOfTrainingSet();
    } else {
      takeGradientOfBatch();
    }
    finite = Double.isFinite(sums.meanLoss());
    if (!finite) {
      return;
    }
    if (phase.gradientNoise() > 0) {
      long address = UpdateAddress.of(phaseIndex, phaseStep);
      noise.addInPlace(gradient, address, Math.sqrt(phase.gradientNoise()));
    }
    double factor = phase.schedule().factor(phaseStep + 1, phase.maxSteps());
    optimizer.updateInPlace(parameters.values(), gradient, phase, phase.learningRate() * factor);
    gradientIsCurrent = false;
    phaseStep++;
  }

  private void takeGradientOfTrainingSet() {
    if (!gradientIsCurrent) {
      objective.gradient(parameters.values(), samples, 0, phase.trainExamples(), gradient, sums);
      gradientIsCurrent = true;
    }
  }

  private void takeGradientOfBatch() {
    int size = fresh.isPresent() ? drawFresh(fresh.get()) : drawBatch();
    objective.gradient(parameters.values(), batch, 0, size, gradient, sums);
    gradientIsCurrent = false;
  }

  private int drawFresh(FreshBatch<A> draws) {
    draws.fillInPlace(arithmetic, batch, UpdateAddress.ofBatch(phase, phaseIndex, phaseStep));
    return batch.rows();
  }

  private int drawBatch() {
    int size = batches.next();
    for (int row = 0; row < size; row++) {
      batch.copyRowInPlace(row, samples, batches.example(row));
    }
    return size;
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
    takeGradientOfTrainingSet();
    double trainLoss = sums.meanLoss();
    double l2 = phase.l2();
    int decayed = spec.optimizer().decayBiases() ? layout.parameterCount() : layout.weightCount();
    double decayedNorm = parameters.squares(0, decayed);
    double gradientSquares =
        arithmetic.squaredNorm(gradient, l2, parameters.values(), 0, decayed)
            + arithmetic.squaredNorm(
                gradient, 0, parameters.values(), decayed, layout.parameterCount());
    double squares = parameters.squares(0, layout.parameterCount());
    LossSums test = testSums();
    boolean tested = test.examples > 0;
    return new Measurement(
        trainLoss,
        tested ? OptionalDouble.of(test.meanLoss()) : OptionalDouble.empty(),
        trainLoss + 0.5 * l2 * decayedNorm,
        classifies ? OptionalDouble.of(sums.accuracy()) : OptionalDouble.empty(),
        tested && classifies ? OptionalDouble.of(test.accuracy()) : OptionalDouble.empty(),
        Math.sqrt(squares),
        Math.sqrt(gradientSquares),
        sums.logitNorm(),
        parameters.layerNorms());
  }

  @Override
  public double watched(int rule) {
    String metric = phase.escapes().get(rule).metric();
    if (metric.equals(WatchedMetrics.TRAIN_LOSS)) {
      takeGradientOfTrainingSet();
      return sums.meanLoss();
    }
    return SingularValues.of(weights()).get(WatchedMetrics.mode(metric));
  }

  private LossSums testSums() {
    LossSums test = new LossSums();
    int from = phase.testSet() == TestSet.HOLD_OUT ? holdOutFrom : phase.trainExamples();
    objective.evaluate(parameters.values(), samples, from, samples.rows(), test);
    return test;
  }

  @Override
  public Weights weights() {
    return parameters.weights();
  }

  /**
   * The current parameters, in their order of {@link Parameters}; who changes them says so below.
   */
  A parameters() {
    return parameters.values();
  }

  /** Forgets what was computed for the parameters as they were. */
  void parametersChanged() {
    gradientIsCurrent = false;
  }

  /** The last gradient of the loss, without penalties, in the parameters' order. */
  A gradient() {
    return gradient;
  }

  Objective<A> objective() {
    return objective;
  }

  Samples<A> samples() {
    return samples;
  }

  @Override
  public void close() {
    // Heap arrays only: there is nothing to give back.
  }
}
