package org.groksweep.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void aHyperparameterIsUnchanged() {
    assertThat(NumberText.of(6.0)).isEqualTo("6");
    assertThat(NumberText.of(0.0)).isEqualTo("0");
    assertThat(NumberText.of(0.001)).isEqualTo("0.001");
    assertThat(NumberText.of(1e-8)).isEqualTo("1e-8");
    assertThat(NumberText.of(100L)).isEqualTo("100");
    assertThat(NumberText.of("relu")).isEqualTo("relu");
  }

  @Test
  void anEstimateHasThreeDigitsAndAllBeforeThePoint() {
    assertThat(NumberText.rounded(141.4214)).isEqualTo("141");
    assertThat(NumberText.rounded(0.123456)).isEqualTo("0.123");
    assertThat(NumberText.rounded(12345.6)).isEqualTo("12,346");
    assertThat(NumberText.rounded(-2.345e-7)).isEqualTo("−2.34×10⁻⁷");
    assertThat(NumberText.rounded(0)).isEqualTo("0");
    assertThat(NumberText.rounded(8.07e-6)).isEqualTo("8.07×10⁻⁶");
    assertThat(NumberText.rounded(Double.MAX_VALUE)).isEqualTo("1.8×10³⁰⁸");
    assertThat(NumberText.rounded(999.6)).isEqualTo("1,000");
    assertThat(NumberText.whole(-905)).isEqualTo("−905");
  }
}
