package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ScalarLoss;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What the replicas of a model that makes one number of an input train and are measured on, and
 * what recorded rows tell of them, in double precision and plain loops.
 */
final class ScalarSets {

  /** A model of two factors of one size, all weights of the first before those of the second. */
  interface ScalarMap {

    /** The number that it makes of every example. */
    double[] outputs(double[] weights);

    /** The gradient of Σ derivatives[i] · (its number for example numbers[i]). */
    double[] gradient(double[] weights, int[] numbers, double[] derivatives);
  }

  /** A set of examples, in rising order, and the loss over it. */
  private final class ExampleSet {

    final int[] numbers;
    final ScalarLoss loss;
    final double[] derivatives;

    private ExampleSet(int[] numbers) {
      this.numbers = numbers.clone();
      // In one order, so that the same set has the same sums for every seed.
      Arrays.sort(this.numbers);
      this.loss = new ScalarLoss(kind, examples, this.numbers);
      this.derivatives = new double[numbers.length];
    }

    private void evaluate(double[] outputs) {
      double[] own = new double[numbers.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = outputs[numbers[i]];
      }
      loss.evaluate(own, derivatives);
    }
  }

  private final Loss kind;
  private final Examples examples;
  private final double[] targets;
  private final List<Split> splits = new ArrayList<>();

  /** Of each replica in the phase. */
  private final List<ExampleSet> train;

  private final List<ExampleSet> test;

  /**
   * The sets of a group.
   *
   * @param specs of the replicas, in their order
   */
  ScalarSets(Examples examples, List<TrialSpec> specs) {
    this.kind = specs.get(0).loss();
    this.examples = examples;
    this.targets = new double[examples.count()];
    double[] target = new double[examples.outputs()];
    for (int number = 0; number < targets.length; number++) {
      examples.copyTarget(number, target, 0);
      targets[number] = examples.isClassification() ? 2 * examples.label(number) - 1 : target[0];
    }
    specs.forEach(each -> splits.add(new Split(examples, each.seeds())));
    this.train = new ArrayList<>(Collections.nCopies(specs.size(), null));
    this.test = new ArrayList<>(Collections.nCopies(specs.size(), null));
  }

  /** Examples of an update, or the most of a batch. */
  static int batch(TrialSpec spec, Phase phase) {
    return BatchOrder.isFull(spec.batching(), phase)
        ? phase.trainExamples()
        : spec.batching().size();
  }

  /** The most examples of an update in any phase. */
  static int largestBatch(TrialSpec spec) {
    return spec.phases().stream().mapToInt(phase -> batch(spec, phase)).max().orElseThrow();
  }

  /** Gives replicas their sets of a phase. */
  void assign(Phase phase, List<Replica> replicas) {
    ExampleSet lastTrain = new ExampleSet(new int[0]);
    ExampleSet lastTest = lastTrain;
    for (Replica replica : replicas) {
      Split split = splits.get(replica.number);
      replica.trainingSet = split.train(phase.trainExamples());
      lastTrain = sharedIfSame(lastTrain, replica.trainingSet);
      lastTest = sharedIfSame(lastTest, split.test(phase.trainExamples(), phase.testSet()));
      train.set(replica.number, lastTrain);
      test.set(replica.number, lastTest);
    }
  }

  private ExampleSet sharedIfSame(ExampleSet last, int[] numbers) {
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return Arrays.equals(last.numbers, sorted) ? last : new ExampleSet(sorted);
  }

  /** A replica's training set, in rising order. */
  int[] trainingSet(Replica replica) {
    return train.get(replica.number).numbers;
  }

  /** Whether all replicas have one training set. */
  boolean isSameForAll() {
    return train.stream().distinct().count() == 1;
  }

  /** The training set of all, where it {@link #isSameForAll}. */
  int[] sharedTrainingSet() {
    return train.get(0).numbers;
  }

  /** What an example's number should be: the sign of its class, or its target. */
  double target(int number) {
    return targets[number];
  }

  Measurement measure(ScalarMap map, Replica replica, double l2) {
    double[] weights = replica.weights;
    double[] outputs = map.outputs(weights);
    ExampleSet trained = train.get(replica.number);
    ExampleSet tested = test.get(replica.number);
    trained.evaluate(outputs);
    tested.evaluate(outputs);
    boolean tests = tested.numbers.length > 0;
    boolean classifies = examples.isClassification();
    double[] gradient = map.gradient(weights, trained.numbers, trained.derivatives);
    double slopes = 0;
    for (int i = 0; i < weights.length; i++) {
      double slope = gradient[i] + l2 * weights[i];
      slopes += slope * slope;
    }
    double first = squares(weights, 0);
    double second = squares(weights, weights.length / 2);
    double loss = trained.loss.mean();
    return new Measurement(
        loss,
        tests ? OptionalDouble.of(tested.loss.mean()) : OptionalDouble.empty(),
        loss + 0.5 * l2 * (first + second),
        classifies ? OptionalDouble.of(trained.loss.accuracy()) : OptionalDouble.empty(),
        tests && classifies ? OptionalDouble.of(tested.loss.accuracy()) : OptionalDouble.empty(),
        Math.sqrt(first + second),
        Math.sqrt(slopes),
        trained.loss.outputNorm(),
        List.of(Math.sqrt(first), Math.sqrt(second)));
  }

  /** Of one factor. */
  private static double squares(double[] weights, int from) {
    double sum = 0;
    for (int i = from; i < from + weights.length / 2; i++) {
      sum += weights[i] * weights[i];
    }
    return sum;
  }
}
