package org.groksweep.driver.cli;

import java.io.PrintWriter;
import org.groksweep.driver.plan.PlannedSweep;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.SweepDirectory;

/** What a plan is, in the lines that {@code plan} and {@code run} begin with. */
final class PlanText {

  private PlanText() {}

  static void print(PlannedSweep planned, SweepDirectory directory, PrintWriter out) {
    SweepPlan plan = planned.plan();
    out.printf("%s at %s%n", plan.sweepId(), directory.location());
    out.printf(
        "%s in %s, %,d not in a stored plan%n",
        TextTable.count(plan.trials(), "trial"),
        TextTable.count(plan.bundles().size(), "bundle"),
        planned.addedTrials());
    if (planned.droppedTrials() > 0) {
      out.printf(
          "%s of stored plans stay in the sweep, though this config no longer has them%n",
          TextTable.count(planned.droppedTrials(), "trial"));
    }
    if (planned.longerTrials() > 0) {
      out.printf(
          "%s go on from stored plans' shorter ones, which they replace in the tables%n",
          TextTable.count(planned.longerTrials(), "trial"));
    }
    out.flush();
  }
}
