package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.ScalarLoss;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** What each replica of a model that makes one number of an input trains and is measured on. */
final class ScalarSets {

  /** [examples] the signs of classes, or targets. */
  private final double[] targets;

  private final List<Split> splits = new ArrayList<>();

  /** Of each replica in the phase; the same object where it is that of the replica before. */
  private final List<ExampleSet> train;

  private final List<ExampleSet> test;
  private boolean sameForAll;

  /**
   * The sets of a group.
   *
   * @param specs of the replicas, in their order
   */
  ScalarSets(Examples examples, List<TrialSpec> specs) {
    specs.forEach(each -> splits.add(new Split(examples, each.seeds())));
    this.targets = new double[examples.count()];
    for (int number = 0; number < targets.length; number++) {
      targets[number] = ScalarLoss.target(examples, number);
    }
    this.train = new ArrayList<>(Collections.nCopies(specs.size(), null));
    this.test = new ArrayList<>(Collections.nCopies(specs.size(), null));
  }

  /** Gives replicas their sets of a phase. */
  void assign(Phase phase, List<Replica> replicas) {
    ExampleSet trained = new ExampleSet(new int[0]);
    ExampleSet tested = trained;
    int others = 0;
    for (Replica replica : replicas) {
      Split split = splits.get(replica.number);
      replica.trainingSet = split.train(phase.trainExamples());
      ExampleSet own = new ExampleSet(replica.trainingSet);
      others += own.isSameAs(trained) ? 0 : 1;
      trained = own.isSameAs(trained) ? trained : own;
      ExampleSet rest = new ExampleSet(split.test(phase.trainExamples(), phase.testSet()));
      tested = rest.isSameAs(tested) ? tested : rest;
      train.set(replica.number, trained);
      test.set(replica.number, tested);
    }
    sameForAll = others == 1;
  }

  ExampleSet train(Replica replica) {
    return train.get(replica.number);
  }

  ExampleSet test(Replica replica) {
    return test.get(replica.number);
  }

  /** Whether all replicas have one training set. */
  boolean isSameForAll() {
    return sameForAll;
  }

  /** What an example's number should be: the sign of its class, or its target. */
  double target(int number) {
    return targets[number];
  }
}
