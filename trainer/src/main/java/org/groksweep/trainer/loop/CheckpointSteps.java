package org.groksweep.trainer.loop;

/** When the next state is due: at the first step past each multiple of a distance in arithmetic. */
final class CheckpointSteps {

  private final double distanceFlops;
  private double next;

  CheckpointSteps(double distanceFlops) {
    this.distanceFlops = distanceFlops;
    this.next = distanceFlops;
  }

  boolean due(double flops) {
    return flops >= next;
  }

  /** What is to be done until the next one; positive infinity where there is none. */
  double left(double flops) {
    return next - flops;
  }

  /** Sets the next one, by what was done so far: the same whether or not the trial was resumed. */
  void passed(double flops) {
    if (Double.isFinite(distanceFlops)) {
      next = (Math.floor(flops / distanceFlops) + 1) * distanceFlops;
    }
  }
}
