package org.groksweep.driver.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.groksweep.driver.plan.Bundle;

/** Which of the missing bundles a run trains, and in what order. */
final class BundleChoice {

  private final RunOptions options;

  BundleChoice(RunOptions options) {
    this.options = options;
  }

  /**
   * The bundles that the options ask for, the longest predicted first: what starts last is then
   * short, and the slots end together (Graham's longest processing time rule, 1969).
   */
  List<Bundle> of(List<Bundle> missing) {
    List<Bundle> wanted = new ArrayList<>();
    long trials = 0;
    for (Bundle bundle : missing) {
      if (trials >= options.maxTrials().orElse(Long.MAX_VALUE)) {
        break;
      }
      if (isAskedFor(bundle)) {
        wanted.add(bundle);
        trials += bundle.trials().size();
      }
    }
    // A stable sort: bundles of one cost keep the plan's order.
    wanted.sort(Comparator.comparingDouble(Bundle::flops).reversed());
    return List.copyOf(wanted);
  }

  private boolean isAskedFor(Bundle bundle) {
    return options.only().isEmpty()
        || bundle.trials().stream().anyMatch(options.only().get()::matches);
  }
}
