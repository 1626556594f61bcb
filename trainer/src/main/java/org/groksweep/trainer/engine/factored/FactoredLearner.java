package org.groksweep.trainer.engine.factored;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.engine.ScalarLoss;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.WeightsBits;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** One factored model in training by full-batch gradient descent. */
final class FactoredLearner implements ResumableLearner, StartableLearner {

  private final TrialSpec spec;
  private final FactoredModel model;
  private final ScalarLoss training;
  private final double[] predictions;
  private final double[] derivatives;
  private final int[] tested;
  private final ScalarLoss testing;
  private final double[] testPredictions;
  private final double[] unused;

  private int phaseIndex;
  private Phase phase;
  private long phaseStep;
  private boolean finite = true;
  private boolean gradientIsCurrent;

  FactoredLearner(TrialSpec spec, Examples examples, ModelOfTrial modelOfTrial) {
    this.spec = spec;
    this.phase = spec.phases().get(0);
    Split split = new Split(examples, spec.seeds());
    int[] trained = split.train(phase.trainExamples());
    this.model = modelOfTrial.of(trained);
    this.training = ScalarLoss.of(spec.loss(), examples, trained);
    this.predictions = new double[trained.length];
    this.derivatives = new double[trained.length];
    this.tested = split.test(phase.trainExamples(), phase.testSet());
    this.testing = ScalarLoss.of(spec.loss(), examples, tested);
    this.testPredictions = new double[tested.length];
    this.unused = new double[tested.length];
  }

  /** Makes the model of a training set. */
  interface ModelOfTrial {
    FactoredModel of(int[] trained);
  }

  @Override
  public void startFrom(Weights weights) {
    model.set(weights);
    gradientIsCurrent = false;
  }

  @Override
  public void beginPhase(int index) {
    enter(index);
    phaseStep = 0;
  }

  // All phases have one training set, so a gradient stays what it is.
  private void enter(int index) {
    phaseIndex = index;
    phase = spec.phases().get(index);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(phaseIndex);
    out.writeLong(phaseStep);
    WeightsBits.write(model.weights(), out);
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    enter(in.readInt());
    phaseStep = in.readLong();
    try {
      startFrom(WeightsBits.read(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("the state is another model's", e);
    }
  }

  @Override
  public void step() {
    takeGradient();
    finite = Double.isFinite(training.mean());
    if (!finite) {
      return;
    }
    double rate = phase.learningRate() * phase.schedule().factor(phaseStep + 1, phase.maxSteps());
    model.update(rate, phase.l2() + phase.weightDecay());
    gradientIsCurrent = false;
    phaseStep++;
  }

  private void takeGradient() {
    if (gradientIsCurrent) {
      return;
    }
    model.predictTraining(predictions);
    training.evaluate(predictions, derivatives);
    model.takeGradient(derivatives);
    gradientIsCurrent = true;
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
    takeGradient();
    model.predict(tested, testPredictions);
    testing.evaluate(testPredictions, unused);
    return training.measurement(
        testing, phase.l2(), model.squaredNorms(), model.squaredGradient(phase.l2()));
  }

  @Override
  public Weights weights() {
    return model.weights();
  }

  @Override
  public void close() {
    // Heap arrays only: there is nothing to give back.
  }
}
