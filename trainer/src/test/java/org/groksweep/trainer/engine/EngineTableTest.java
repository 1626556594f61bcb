package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

class EngineTableTest {

  /** An engine that trains nothing but says what it would. */
  private record Named(String name, boolean able) implements Engine {

    @Override
    public boolean supports(TrialSpec spec) {
      return able;
    }

    @Override
    public String numericsFingerprint() {
      return name;
    }

    @Override
    public Learner learner(TrialSpec spec, Examples examples) {
      throw new UnsupportedOperationException("a name only");
    }
  }

  private static final EngineTable TABLE =
      new EngineTable(
          List.of(new Named("dl4j", true), new Named("dense", true), new Named("lockstep", false)));

  @Test
  void perceptronsAreTrainedByTheDenseEngine() {
    EngineTable table = EngineTable.load();
    assertThat(table.nameFor(TestSpecs.SPEC, Optional.empty())).isEqualTo("dense");
    assertThat(table.engine("dense").supports(TestSpecs.SPEC)).isTrue();
  }

  @Test
  void theFirstOfTheOrderThatCanIsTaken() {
    assertThat(TABLE.names()).containsExactly("lockstep", "dense", "dl4j");
    assertThat(TABLE.nameFor(TestSpecs.SPEC, Optional.empty())).isEqualTo("dense");
  }

  @Test
  void theConfigMayNameAnotherThatCan() {
    assertThat(TABLE.nameFor(TestSpecs.SPEC, Optional.of("dl4j"))).isEqualTo("dl4j");
    assertThatThrownBy(() -> TABLE.nameFor(TestSpecs.SPEC, Optional.of("lockstep")))
        .hasMessage("engine: lockstep cannot train this spec; [dense, dl4j] can");
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatThrownBy(() -> TABLE.engine("dens"))
        .hasMessage("engine: dens must be one of [lockstep, dense, dl4j]");
  }

  @Test
  void aSpecThatNobodyTrainsIsRefused() {
    EngineTable table = new EngineTable(List.of(new Named("dense", false)));
    assertThatThrownBy(() -> table.nameFor(TestSpecs.SPEC, Optional.empty()))
        .hasMessage("engine: none of [dense] can train model.type mlp");
  }

  @Test
  void anEngineThatCannotBeginAtSavedWeightsSaysSo() {
    TrialSpec started = TestSpecs.withStart(TestSpecs.SPEC, new Start.Saved("w.npz", "0f"));
    assertThatThrownBy(() -> TABLE.nameFor(started, Optional.of("dense")))
        .hasMessage("engine: dense cannot train this spec with a start from saved weights; [] can");
    assertThat(EngineTable.load().nameFor(started, Optional.empty())).isEqualTo("dense");
  }

  @Test
  void twoEnginesOfOneNameAreRefused() {
    List<Engine> twins = List.of(new Named("dense", true), new Named("dense", true));
    assertThatThrownBy(() -> new EngineTable(twins))
        .hasMessage("engine: two engines are named dense");
  }
}
