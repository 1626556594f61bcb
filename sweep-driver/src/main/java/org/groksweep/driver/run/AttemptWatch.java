package org.groksweep.driver.run;

/** Who watches an attempt from outside: told of progress, asked whether to go on. */
public interface AttemptWatch {

  /** Told now and then how many updates were done since it was last told. */
  void stepped(long steps);

  /** Told when a trial has ended. */
  void trialEnded(TrialEnd end);

  /** Asked at every update: true ends the attempt without a commit. */
  boolean interrupted();
}
