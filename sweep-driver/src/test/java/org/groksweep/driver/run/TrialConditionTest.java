package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.groksweep.driver.config.ConfigException;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialConditionTest {

  private static final Trial TRIAL = Sweeps.trial(7, 16, 10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=7",
        "width=16",
        "model.width=16",
        "width=1.6e1",
        "width>=16,seed<8",
        "width!=8",
        " width > 15 , seed <= 7 "
      })
  void whatHoldsMatches(String condition) {
    assertThat(TrialCondition.parse(condition).matches(TRIAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seed=8", "width=16,seed=8", "width<16", "width=sixteen", "depth=2", "dth=16"})
  void whatDoesNotHoldDoesNotMatch(String condition) {
    assertThat(TrialCondition.parse(condition).matches(TRIAL)).isFalse();
  }

  @Test
  void everyPartThatIsNoComparisonIsNamed() {
    assertThatThrownBy(() -> TrialCondition.parse("width,seed=,=3"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("only: width must be a comparison by =, !=, <, <=, > or >=")
        .hasMessageContaining("only: seed= must be")
        .hasMessageContaining("only: =3 must be");
  }
}
