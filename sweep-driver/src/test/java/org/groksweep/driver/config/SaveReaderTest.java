package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Saving.Format;
import org.junit.jupiter.api.Test;

class SaveReaderTest {

  private static final String CONFIG =
      """
      name: good
      task: {type: digits, dataFraction: 0.1}
      model: {type: mlp, depth: 2}
      optimizer: {type: adamw, learningRate: 0.01}
      maxSteps: 100
      seeds: 2
      axes: {}
      """;

  @Test
  void namesAndStepsAreReadAndSurviveThePlan() {
    SweepConfig config = read("save: {at: [memorized, 1000, final, 0], format: dl4j}\n");
    Saving saving = config.observation().saving();
    assertThat(saving)
        .isEqualTo(new Saving(List.of("memorized"), List.of(1000L, 0L), true, Format.DL4J));
    SweepConfig stored =
        ConfigReader.read("plan", config.canonicalJson(), List.of(), Families.load());
    assertThat(stored.observation()).isEqualTo(config.observation());
    assertThat(ConfigDifference.conflicts(config, read(""))).isEmpty();
  }

  @Test
  void withoutTheKeyNothingIsSavedAndTheCanonicalFormIsAsBefore() {
    assertThat(read("").observation().saving()).isEqualTo(Saving.NONE);
    assertThat(read("").canonicalJson()).doesNotContain("save");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(
            () -> read("save: {at: [memorised, final, final, -1], format: npy, to: x}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("memorised must be a step or one of memorized, generalized, final")
        .hasMessageContaining("is there twice")
        .hasMessageContaining("-1 must be a step")
        .hasMessageContaining("save.format: npy must be one of npz, dl4j")
        .hasMessageContaining("save.to");
    assertThatThrownBy(() -> read("save: final\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be a block of keys");
    assertThatThrownBy(() -> read("save: {format: npz}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("save.at must be a list");
  }

  private static SweepConfig read(String more) {
    return ConfigReader.read("test", CONFIG + more, List.of(), Families.load());
  }
}
