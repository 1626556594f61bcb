package org.groksweep.driver.run;

import java.io.IOException;
import org.groksweep.driver.plan.SweepPlan;

/** Trains what a sweep's directory lacks. The implementations differ only in where. */
public interface SweepRunner {

  /**
   * Trains and commits the bundles of the plan that are not done and that the options ask for.
   *
   * <p>It returns however the run ended: a bundle that could not be stored, a time limit or an
   * interruption are in the summary. The directory must hold the plan already.
   *
   * @throws org.groksweep.driver.config.ConfigException if the options do not fit the plan
   * @throws IOException if the directory cannot be read or written before any bundle was started
   */
  RunSummary run(
      SweepPlan plan, SweepDirectory directory, RunOptions options, ProgressListener listener)
      throws IOException;
}
