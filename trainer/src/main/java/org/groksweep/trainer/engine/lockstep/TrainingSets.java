package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** What each replica of a group trains and is measured on: a function of spec and phase alone. */
final class TrainingSets {

  private final Shape shape;
  private final Examples examples;
  private final List<Split> splits = new ArrayList<>();

  /**
   * @param specs of the replicas, in their order
   */
  TrainingSets(Shape shape, Examples examples, List<TrialSpec> specs) {
    this.shape = shape;
    this.examples = examples;
    specs.forEach(each -> splits.add(new Split(examples, each.seeds())));
  }

  /** Gives replicas their sets of a phase. */
  void assign(Phase phase, List<Replica> replicas) {
    Moments shared = null;
    Optional<Moments> sharedTest = Optional.empty();
    for (Replica replica : replicas) {
      Split split = splits.get(replica.number);
      replica.trainingSet = split.train(phase.trainExamples());
      if (shared == null || !isSameForAll(phase)) {
        shared = trainMoments(phase, replica.trainingSet);
        sharedTest = testMoments(phase, split);
      }
      replica.train = shared;
      replica.test = sharedTest;
    }
  }

  /** Whether a phase's training set is the whole law. */
  boolean isPopulation(Phase phase) {
    return shape.task().data() == LinearTeacher.Data.POPULATION
        && phase.trainExamples() == examples.available();
  }

  private boolean isSameForAll(Phase phase) {
    return examples.order() == ExampleOrder.FILE || phase.trainExamples() == examples.available();
  }

  private Moments trainMoments(Phase phase, int[] trainingSet) {
    if (isPopulation(phase)) {
      return Moments.ofPopulation(shape);
    }
    int[] sorted = trainingSet.clone();
    // In one order, so that the same set has the same sums for every seed.
    Arrays.sort(sorted);
    return Moments.of(shape, examples, sorted);
  }

  private Optional<Moments> testMoments(Phase phase, Split split) {
    int[] test = split.test(phase.trainExamples(), phase.testSet());
    if (test.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(test);
    return Optional.of(Moments.of(shape, examples, test));
  }
}
