package org.groksweep.driver.run;

import java.util.List;
import org.groksweep.driver.plan.Bundle;

/** Makes one attempt at each of many bundles, somewhere: all that the runners differ in. */
public interface BundleExecutor {

  /**
   * Attempts bundles, starting them in their order.
   *
   * @param board is told how the attempts get on, and asked whether to stop: then running attempts
   *     are told to stop too and no more are started
   * @return how they ended, in any order; bundles whose attempts were lost or never began are not
   *     among them
   */
  List<AttemptResult> attempt(List<Bundle> bundles, RunContext context, ProgressBoard board);
}
