package org.groksweep.trainer.engine.lockstep;

import java.util.BitSet;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.StartableGroupLearner;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.Weights;

/** A group of one as a learner. */
final class LockstepLearner implements StartableLearner {

  private final StartableGroupLearner group;

  LockstepLearner(StartableGroupLearner group) {
    this.group = group;
  }

  @Override
  public void startFrom(Weights weights) {
    group.startFrom(weights);
  }

  @Override
  public void beginPhase(int phase) {
    BitSet going = new BitSet();
    going.set(0);
    group.beginPhase(phase, going);
  }

  @Override
  public void step() {
    group.advance(group.phaseStep(0) + 1);
  }

  @Override
  public long phaseStep() {
    return group.phaseStep(0);
  }

  @Override
  public boolean finite() {
    return group.finite(0);
  }

  @Override
  public Measurement measure() {
    return group.measure(0);
  }

  @Override
  public Weights weights() {
    return group.weights(0);
  }

  @Override
  public void close() {
    group.close();
  }
}
