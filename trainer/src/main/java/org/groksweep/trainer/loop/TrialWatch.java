package org.groksweep.trainer.loop;

/** Who watches a trial from outside: told of progress, asked whether to go on. */
public interface TrialWatch {

  /** Told now and then how many updates were done since it was last told. */
  void stepped(long steps);

  /** Asked at every update: true ends the trial without an outcome. */
  boolean interrupted();

  /** Seconds that the trial may take; positive infinity for no limit. */
  double wallSecondsLimit();

  /** A watch that lets everything run. */
  TrialWatch NONE =
      new TrialWatch() {
        @Override
        public void stepped(long steps) {}

        @Override
        public boolean interrupted() {
          return false;
        }

        @Override
        public double wallSecondsLimit() {
          return Double.POSITIVE_INFINITY;
        }
      };
}
