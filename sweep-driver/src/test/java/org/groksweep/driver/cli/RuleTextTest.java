package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class RuleTextTest {

  private final RuleText reader = new RuleText();

  @Test
  void aRuleIsNameMetricSideThresholdAndDwell() {
    assertThat(reader.convert("generalized=test_loss <= 1e-3 for 5"))
        .isEqualTo(new PassageRule("generalized", "test_loss", Direction.BELOW, 1e-3, 5));
    assertThat(reader.convert("memorized=train_accuracy>=0.9"))
        .isEqualTo(
            new PassageRule(
                "memorized", "train_accuracy", Direction.ABOVE, 0.9, PassageRule.DEFAULT_DWELL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "grokked=test_accuracy>=0.9|must be such as 'generalized=test_accuracy>=0.9 for 3'",
        "generalized=test_acuracy>=0.9|'test_acuracy' must be one of train_loss, test_loss",
        "generalized=test_accuracy>=high|'high' must be a number",
        "generalized=test_accuracy>=NaN|threshold: NaN must be finite",
        "generalized=test_accuracy>=0.9 for 0|dwell: 0 must be at least 1"
      })
  void anotherTextIsRefusedWithItsRule(String text, String message) {
    assertThatThrownBy(() -> reader.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(message);
  }
}
