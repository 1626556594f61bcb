package org.groksweep.driver.run;

import java.io.IOException;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.metrics.MetricSink;

/** Hands everything on to other checkpoints: what a test looks at it overrides. */
class ForwardingCheckpoints implements Checkpoints {

  private final Checkpoints checkpoints;

  ForwardingCheckpoints(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public boolean restore(MetricSink rows, StateReader state) throws IOException {
    return checkpoints.restore(rows, state);
  }

  @Override
  public boolean restoreShorter(int place, MetricSink rows, StateReader state) throws IOException {
    return checkpoints.restoreShorter(place, rows, state);
  }

  @Override
  public double distanceFlops(long parameters) {
    return checkpoints.distanceFlops(parameters);
  }

  @Override
  public void keep(Rows waiting, StateWriter state) throws IOException {
    checkpoints.keep(waiting, state);
  }

  @Override
  public void budgetSpent(StateWriter state) throws IOException {
    checkpoints.budgetSpent(state);
  }

  @Override
  public boolean keepsEnds() {
    return checkpoints.keepsEnds();
  }

  @Override
  public void keepEnd(int place, StateWriter state) throws IOException {
    checkpoints.keepEnd(place, state);
  }
}
