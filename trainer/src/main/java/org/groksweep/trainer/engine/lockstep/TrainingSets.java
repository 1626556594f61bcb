package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /** Of each replica in the phase. */
  private final List<Moments> train;

  private final List<Optional<Moments>> test;

  /**
   * @param specs of the replicas, in their order
   */
  TrainingSets(Shape shape, Examples examples, List<TrialSpec> specs) {
    this.shape = shape;
    this.examples = examples;
    specs.forEach(each -> splits.add(new Split(examples, each.seeds())));
    this.train = new ArrayList<>(Collections.nCopies(specs.size(), null));
    this.test = new ArrayList<>(Collections.nCopies(specs.size(), Optional.empty()));
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
      train.set(replica.number, shared);
      test.set(replica.number, sharedTest);
    }
  }

  /** The moments of a replica's training set. */
  Moments train(Replica replica) {
    return train.get(replica.number);
  }

  /** Those of its test set, if there is one. */
  Optional<Moments> test(Replica replica) {
    return test.get(replica.number);
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
