package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.driver.run.Sweeps;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;

class BundleCutterTest {

  private static final double THIRD = BundleCutter.BUNDLE_FLOPS / 3;

  @Test
  void seedsThatAreTrainedAsAGroupStayInOneBundleWhereOneHoldsThem() {
    // Cells of two seeds, a third of a bundle each: three trials would fit.
    assertThat(sizes(BundleCutter.cut(trials(3, 2, true, THIRD)))).containsExactly(2, 2, 2);
    assertThat(sizes(BundleCutter.cut(trials(3, 2, false, THIRD)))).containsExactly(3, 3);
  }

  @Test
  void smallCellsShareABundleAndACellThatIsTooLargeIsCut() {
    assertThat(sizes(BundleCutter.cut(trials(3, 2, true, THIRD / 3)))).containsExactly(6);
    assertThat(sizes(BundleCutter.cut(trials(2, 4, true, THIRD)))).containsExactly(3, 3, 2);
  }

  private static List<Costed> trials(int cells, int seeds, boolean grouped, double flops) {
    List<Costed> trials = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      for (int seed = 0; seed < seeds; seed++) {
        Trial trial = Sweeps.trial(seed, cell + 1, 10);
        trials.add(new Costed(trial, "any", grouped, flops, "data"));
      }
    }
    return trials;
  }

  private static List<Integer> sizes(List<Bundle> bundles) {
    return bundles.stream().map(bundle -> bundle.trials().size()).toList();
  }
}
