package org.groksweep.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageJsonTest {

  private static final String HOSTILE = "</script><!-- \"\\ & \u2028 \u0001 \ud83d\ude00 ' ]]>";

  @Test
  void noTextCanEndTheElementAndAllComeBack() throws Exception {
    String json = PageJson.of(Map.of(HOSTILE, List.of(HOSTILE)));

    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get(HOSTILE).get(0).asText()).isEqualTo(HOSTILE);
  }

  @Test
  void numbersKeepSevenDigitsAndWhatIsNoNumberIsNull() {
    assertThat(
            PageJson.of(
                Arrays.asList(1.0, 0.1, 1 / 3.0, 1e300, 1e-300, Double.NaN, 7L, null, true)))
        .isEqualTo("[1,0.1,0.33333334,1.0E300,1.0E-300,null,7,null,true]");
  }

  @Test
  void whatItDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> PageJson.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no JSON for class java.lang.Object");
  }
}
