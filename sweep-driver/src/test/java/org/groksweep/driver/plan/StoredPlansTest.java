package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.groksweep.driver.plan.Configs.BASE;
import static org.groksweep.driver.plan.Configs.read;

import java.util.List;
import java.util.Map;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.factored.FactoredEngine;
import org.groksweep.trainer.spec.Recording;
import org.junit.jupiter.api.Test;

class StoredPlansTest {

  private static final Map<String, String> VERSIONS = Map.of("groksweep", "test");
  private static final String TWO = BASE + "axes: {l2: [0, 1]}\n";

  private static final String MATRIX =
      """
      name: base
      task: {type: matrix-completion, size: 5, trainExamples: 10}
      model: {type: matrix-factorization, initScale: 1}
      loss: meanSquaredError
      precision: float64
      optimizer: {type: sgd, learningRate: 0.1}
      maxSteps: 100
      save: {resumable: true}
      seeds: 2
      """;

  private final SweepPlanner planner = SweepPlanner.standard();

  private PlannedSweep first(String text) {
    return planner.extend(read(text), List.of(), VERSIONS);
  }

  private PlannedSweep extend(PlannedSweep stored, String text, String... sets) {
    PlanFile file = PlanFile.parse("plans/0001.json", stored.added().orElseThrow().text());
    return planner.extend(read(text, sets), List.of(file), VERSIONS);
  }

  @Test
  void aPlanSurvivesItsFile() {
    PlanFile file = first(TWO).added().orElseThrow();
    assertThat(PlanFile.parse("x", file.text()).text()).isEqualTo(file.text());
    assertThat(file.data().values()).hasSize(1);
  }

  @Test
  void theSameConfigAddsNothing() {
    PlannedSweep again = extend(first(TWO), TWO);
    assertThat(again.added()).isEmpty();
    assertThat(again.plan()).isEqualTo(first(TWO).plan());
  }

  @Test
  void anExtendedAxisAndMoreSeedsAddBundlesAndKeepTheOld() {
    PlannedSweep stored = first(TWO);
    PlannedSweep extended = extend(stored, TWO.replace("[0, 1]", "[0, 0.5, 1]"), "seeds=3");
    assertThat(extended.addedTrials()).isEqualTo(5);
    assertThat(extended.plan().trials()).isEqualTo(9);
    assertThat(extended.plan().sweepId()).isEqualTo(stored.plan().sweepId());
    assertThat(extended.plan().bundles())
        .startsWith(stored.plan().bundles().toArray(Bundle[]::new));
  }

  /** As if stored by a version whose engines were fewer. */
  @Test
  void aCellKeepsItsEngineWhenANewerVersionWouldGiveItAnother() {
    SweepPlanner older =
        new SweepPlanner(Families.load(), new EngineTable(List.of(new FactoredEngine())));
    PlannedSweep stored = older.extend(read(MATRIX), List.of(), VERSIONS);
    assertThat(first(MATRIX).plan().bundles()).extracting(Bundle::engine).containsOnly("lockstep");

    PlannedSweep seeds = extend(stored, MATRIX, "seeds=3");
    assertThat(seeds.addedTrials()).isEqualTo(1);
    assertThat(seeds.plan().bundles()).extracting(Bundle::engine).containsOnly("factored");
    PlannedSweep longer = extend(stored, MATRIX, "maxSteps=200");
    assertThat(longer.longerTrials()).isEqualTo(2);
    assertThat(longer.plan().bundles()).extracting(Bundle::engine).containsOnly("factored");

    PlannedSweep sizes =
        extend(stored, MATRIX.replace("size: 5, ", "") + "axes: {task.size: [5, 6]}\n");
    assertThat(sizes.plan().bundles())
        .extracting(Bundle::engine)
        .containsExactly("factored", "lockstep");
    PlannedSweep named = extend(stored, MATRIX, "seeds=3", "engine=lockstep");
    assertThat(named.plan().bundles())
        .extracting(Bundle::engine)
        .containsExactly("factored", "lockstep");
  }

  @Test
  void aNewSeedOfALongerCellHasTheEngineOfTheOthers() {
    PlannedSweep stored =
        new SweepPlanner(Families.load(), new EngineTable(List.of(new FactoredEngine())))
            .extend(read(MATRIX), List.of(), VERSIONS);
    PlannedSweep longer = extend(stored, MATRIX, "maxSteps=200", "seeds=[7, 0, 1]");
    assertThat(longer.addedTrials()).isEqualTo(3);
    assertThat(longer.longerTrials()).isEqualTo(2);
    assertThat(longer.plan().bundles()).extracting(Bundle::engine).containsOnly("factored");
  }

  @Test
  void anEngineThatWasNamedOnceIsNotKept() {
    PlannedSweep stored = first(MATRIX + "engine: factored\n");
    PlannedSweep seeds = extend(stored, MATRIX, "seeds=3");
    assertThat(seeds.plan().bundles())
        .extracting(Bundle::engine)
        .containsExactly("factored", "lockstep");
  }

  @Test
  void removedValuesStayInTheSweep() {
    PlannedSweep narrowed = extend(first(TWO), TWO.replace("[0, 1]", "[1]"));
    assertThat(narrowed.addedTrials()).isZero();
    assertThat(narrowed.droppedTrials()).isEqualTo(2);
    assertThat(narrowed.plan().trials()).isEqualTo(4);
  }

  @Test
  void aChangedRecordingIsStoredAndRegroupsNothing() {
    PlannedSweep changed = extend(first(TWO), TWO + "recording: {every: 10}\n");
    assertThat(changed.added().orElseThrow().bundles()).isEmpty();
    assertThat(changed.plan().bundles()).isEqualTo(first(TWO).plan().bundles());
    assertThat(changed.plan().observation().recording().spacings())
        .containsExactly(new Recording.Every(10));
  }

  @Test
  void aFixedValueMayBecomeAnAxis() {
    PlannedSweep extended =
        extend(first(TWO), TWO.replace("{l2", "{width: [8, 9], l2").replace(", width: 8", ""));
    assertThat(extended.addedTrials()).isEqualTo(4);
    assertThat(extended.plan().bundles().get(0).trials().get(0).axes()).hasSize(2);
    assertThat(extended.plan().axisColumns())
        .extracting(c -> c.name())
        .containsExactly("model_width");
  }

  @Test
  void aChangedFixedValueIsRefusedWithADiff() {
    PlannedSweep stored = first(TWO);
    assertThatThrownBy(() -> extend(stored, TWO, "learningRate=0.1", "model.activation=tanh"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "--set learningRate=0.1: optimizer.learningRate: 0.01 -> 0.1 differs from the stored"
                + " plan; make it an axis, or give another --out")
        .hasMessageContaining("model.activation: relu -> tanh differs from the stored plan");
  }

  @Test
  void changedDataIsRefused() {
    PlanFile file = first(TWO).added().orElseThrow();
    PlanFile other =
        new PlanFile(
            file.sweepId(),
            file.config(),
            file.digest(),
            Map.of(file.data().keySet().iterator().next(), "other"),
            VERSIONS,
            file.bundles());
    assertThatThrownBy(() -> planner.extend(read(TWO), List.of(other), VERSIONS))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "has other examples than when the sweep began: fingerprint other -> ");
  }

  @Test
  void aPlanThatCannotBeDerivedAgainIsNoted() {
    PlanFile file = first(TWO).added().orElseThrow();
    PlanFile.Range range = file.bundles().get(0);
    PlanFile other =
        new PlanFile(
            file.sweepId(),
            file.config(),
            file.digest(),
            file.data(),
            VERSIONS,
            List.of(new PlanFile.Range("b00", range.engine(), range.trials())));
    assertThatThrownBy(() -> planner.extend(read(TWO), List.of(other), VERSIONS))
        .hasMessageContaining(
            "plan plans/0001.json of sweep "
                + file.sweepId()
                + " does not give its bundle b00 again");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> PlanFile.parse("plans/0001.json", "{\"formatVersion\": 2}"))
        .hasMessageContaining("plans/0001.json: formatVersion: 2 must be 1");
    assertThatThrownBy(() -> PlanFile.parse("plans/0001.json", "{}"))
        .hasMessage("plans/0001.json: is no stored plan: formatVersion is missing");
    assertThatThrownBy(() -> PlanFile.parse("plans/0001.json", "{"))
        .hasMessageContaining("plans/0001.json: is no stored plan: ");
  }
}
