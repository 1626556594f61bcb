package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.driver.run.Sweeps;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;

class BundleCutterTest {

  private static final double THIRD = BundleCutter.SMALLEST_BUNDLE_FLOPS / 3;

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

  @Test
  void aSmallSweepIsCutIntoAFewBundlesAndALargeOneIntoLargeOnes() {
    double smallest = BundleCutter.SMALLEST_BUNDLE_FLOPS;
    // A sixteenth of 64 is 4 of the smallest; of 320, twice what is bearable, ten.
    assertThat(sizes(BundleCutter.cut(trials(1, 64, false, smallest)))).hasSize(16).containsOnly(4);
    assertThat(sizes(BundleCutter.cut(trials(1, 320, false, smallest))))
        .hasSize(32)
        .containsOnly(10);
    assertThat(sizes(BundleCutter.cut(trials(1, 12, false, smallest / 12)))).containsExactly(12);
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
