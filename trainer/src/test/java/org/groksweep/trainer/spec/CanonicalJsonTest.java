package org.groksweep.trainer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.groksweep.trainer.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  private record Grown(int first, @Neutral("0.5") double added, @NotIdentity String label) {}

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0.0, 0",
    "0.1, 0.1",
    "1e-3, 0.001",
    "1e-8, 1E-8",
    "123456789012345, 123456789012345",
    "1e15, 1E+15",
    "1e22, 1E+22",
    "0.30000000000000004, 0.30000000000000004",
    "2e-323, 2E-323",
    "1.7976931348623157e308, 1.7976931348623157E+308"
  })
  void aNumberIsItsShortestDecimal(double value, String text) {
    assertThat(CanonicalJson.number(value)).isEqualTo(text);
  }

  @Test
  void everyNumberReadsBackAsItself() {
    RandomStream random = new RandomStream(SeedStreams.of(1), Stream.DATA);
    for (int i = 0; i < 2_000; i++) {
      double value = random.gaussian(0, i) * Math.pow(10, random.below(600, 1, i) - 300);
      assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value);
    }
  }

  @Test
  void aFieldAtItsNeutralValueAndOneWithoutIdentityAreLeftOut() {
    assertThat(CanonicalJson.of(new Grown(3, 0.5, "x"))).isEqualTo("{\"first\":3}");
    assertThat(CanonicalJson.of(new Grown(3, 0.6, "y"))).isEqualTo("{\"first\":3,\"added\":0.6}");
  }

  @Test
  void mapsAreSortedAndTextsEscaped() {
    assertThat(CanonicalJson.of(Map.of("b", List.of(1, 2L), "a", "x\"\\\n")))
        .isEqualTo("{\"a\":\"x\\\"\\\\\\u000a\",\"b\":[1,2]}");
  }

  @Test
  void whatIsNotANumberHasNoCanonicalForm() {
    assertThatThrownBy(() -> CanonicalJson.of(Double.NaN)).hasMessage("no canonical JSON for NaN");
    assertThatThrownBy(() -> CanonicalJson.of(new Object()))
        .hasMessageStartingWith("no canonical JSON for java.lang.Object");
  }
}
