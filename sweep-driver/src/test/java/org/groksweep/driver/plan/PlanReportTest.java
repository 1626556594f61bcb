package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.groksweep.driver.plan.Configs.BASE;

import java.nio.file.Files;
import java.nio.file.Path;
import org.groksweep.driver.config.Families;
import org.junit.jupiter.api.Test;

class PlanReportTest {

  @Test
  void theLongestBundleComesFirst() {
    // 5, then 4, then 3 beside the 4, then 3 beside the 5: 5 + 3 = 8 and 4 + 3 = 7.
    assertThat(PlanReport.makespan(new double[] {3, 5, 3, 4}, 2)).isEqualTo(8);
    assertThat(PlanReport.makespan(new double[] {3, 5, 3, 4}, 1)).isEqualTo(15);
    assertThat(PlanReport.makespan(new double[] {3, 5, 3, 4}, 9)).isEqualTo(5);
    assertThat(PlanReport.makespan(new double[] {}, 2)).isZero();
  }

  @Test
  void countsAndCostsAddUp() throws Exception {
    SweepPlan plan = Configs.plan(BASE + "axes: {l2: [0, 1, 2]}\nrecording: {every: 1}\n");
    PlanReport report = PlanReport.of(plan, Families.load(), new CostModel(1e-9), 1);
    assertThat(report.trials()).isEqualTo(6);
    assertThat(report.cells()).isEqualTo(3);
    assertThat(report.steps()).isEqualTo(600);
    // Every step of 100 and step 0.
    assertThat(report.rows()).isEqualTo(606);
    double seconds = (report.flops() + 600 * BundleCutter.stepFlops(false)) * 1e-9;
    assertThat(report.coreHours()).isCloseTo(seconds / 3600, within(1e-12));
    assertThat(report.makespanSeconds()).isCloseTo(seconds, within(1e-9));
    assertThat(report.text()).contains("6 trials (3 cells) in 1 bundle", "606 rows");
  }

  @Test
  void howFarApartRowsAreIsToldWhereTheyAreFartherThanAsked() throws Exception {
    String sparse = "recording: {ratio: 1.1, maxEvaluationShare: 0.1}\n";
    assertThat(text(BASE + sparse))
        .containsPattern("rows up to a factor of [0-9.e+]+ apart in place of recording.ratio 1.1");
    assertThat(text(BASE + "recording: {ratio: 1.1, maxEvaluationShare: 10}\n"))
        .doesNotContain("apart");
    assertThat(text(BASE + "recording: {every: 5}\n")).doesNotContain("apart");
  }

  private static String text(String config) throws Exception {
    return PlanReport.of(Configs.plan(config), Families.load(), new CostModel(1e-9), 1).text();
  }

  @Test
  void aPhaseCostsWhatItIsExpectedToLast() throws Exception {
    String rows = "recording: {every: 1}\n";
    SweepPlan expecting = Configs.plan(BASE + "expectedSteps: 40\n" + rows);
    PlanReport report = PlanReport.of(expecting, Families.load(), new CostModel(1e-9), 1);
    PlanReport budget =
        PlanReport.of(Configs.plan(BASE + rows), Families.load(), new CostModel(1e-9), 1);
    assertThat(report.steps()).isEqualTo(2 * 40);
    assertThat(report.rows()).isEqualTo(2 * 41);
    assertThat(budget.steps()).isEqualTo(2 * 100);
    assertThat(report.flops()).isLessThan(0.5 * budget.flops());
  }

  @Test
  void tinyTrialsOfManyStepsAreSpreadOverABundleForEachCore() throws Exception {
    // conf/arrhenius.yaml: twelve million steps of three weights, two or three seconds of a core.
    Path file = Path.of(System.getProperty("groksweep.root"), "conf", "arrhenius.yaml");
    SweepPlan plan = Configs.plan(Files.readString(file));
    assertThat(plan.bundles()).hasSizeBetween(3, 6);
    assertThat(plan.bundles().stream().mapToDouble(Bundle::flops).max().orElseThrow())
        .isLessThan(0.5 * plan.bundles().stream().mapToDouble(Bundle::flops).sum());
  }

  @Test
  void noSlotsAreRefused() {
    assertThatThrownBy(
            () -> PlanReport.of(Configs.plan(BASE), Families.load(), new CostModel(1), 0))
        .hasMessage("slots: 0 must be at least 1");
  }

  @Test
  void anUnknownEngineIsTheUsersProblem() {
    assertThatThrownBy(() -> Configs.plan(BASE + "engine: dens\n"))
        .hasMessageContaining("line 7: engine: dens cannot be used");
  }
}
