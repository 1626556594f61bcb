package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of escapes, loops and stages. The page is left in target/report-of-escapes.html. */
@Tag("slow")
@Tag("spark")
class ReportOfEscapesTest {

  private static JsonNode figures;
  private static String html;

  @BeforeAll
  static void drawThePage() throws IOException {
    html = ShownEscapes.html();
    Files.writeString(Path.of("target/report-of-escapes.html"), html);
    Matcher data = Pattern.compile("id=\"figure-data\">(.*?)</script>").matcher(html);
    assertThat(data.find()).isTrue();
    figures = new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void meansFitAndTheoryStandOverTheInverseTemperature() {
    JsonNode traces = figures.get("arrhenius").get(0).get("traces");

    assertThat(names(traces)).containsExactly("waits", "theory", "fit", "mean");
    assertThat(traces.get(3).get("x").get(0).asDouble()).isEqualTo(10);
    assertThat(traces.get(3).get("y").get(0).asDouble())
        .isCloseTo(5 * Math.exp(8), org.assertj.core.data.Percentage.withPercentage(1e-4));
    assertThat(traces.get(0).get("x")).hasSize(3 * 24);
  }

  @Test
  void survivalIsKaplanAndMeiersOfAllWaits() {
    JsonNode traces = figures.get("survival").get(0).get("traces");

    // Three temperatures, each with its exponential law.
    assertThat(traces).hasSize(6);
    // At T = 0.1 the budget is 1.34 means: exp(-1.34) = 0.26 still wait at its end.
    JsonNode coldest = traces.get(0).get("y");
    assertThat(coldest.get(0).asDouble()).isEqualTo(1);
    assertThat(coldest.get(coldest.size() - 1).asDouble())
        .isBetween(Math.exp(-ShownEscapes.BUDGET / (5 * Math.exp(8))) - 0.005, 0.27);
  }

  @Test
  void aLoopHasBothWaysItsBranchesAndItsJumps() {
    JsonNode loop = figures.get("loops").get(0);

    assertThat(names(loop.get("traces")))
        .containsExactly("learned branch", "saddle", "", "down", "", "up");
    assertThat(loop.at("/layout/shapes")).hasSize(4);
  }

  @Test
  void stagesShowEverySingularValue() {
    JsonNode traces = figures.get("stages").get(0).get("traces");

    assertThat(names(traces)).containsExactly("mode 1", "mode 2");
    JsonNode second = traces.get(1).get("y");
    assertThat(second.get(second.size() - 1).asDouble()).isBetween(0.99, 1.0);
  }

  @Test
  void theEstimatesStandInTheirTables() {
    assertThat(html)
        .contains("Table arrhenius", "Table hysteresis")
        .contains("<td class=\"number\">0.8</td>\n<td class=\"interval\">[0.7, 0.9]</td>");
  }

  @Test
  void rowsWithoutANumberAreFoldedIntoALineThatCountsThemAndSaysWhy() {
    String folded = html.substring(html.indexOf("<details class=\"folded\">"));
    String table = folded.substring(0, folded.indexOf("</details>"));

    assertThat(table)
        .contains("TOO_FEW_POINTS</span>")
        .contains("20 rows without a number: fewer points or seeds than the estimate needs");
    assertThat(table.split("<td>short", -1)).hasSize(1 + ShownEscapes.UNFITTED);
    assertThat(html.split("<td>short", -1)).hasSize(1 + ShownEscapes.UNFITTED);
  }

  @Test
  void theHeadSpeaksOfEscapesAndJumpsWhereNobodyGeneralized() {
    String head = html.substring(html.indexOf("<header>"), html.indexOf("<nav"));

    // At T = 0.1 those of 52 of 200 quantiles are longer than the budget.
    assertThat(head)
        .contains("548 of 600 waits for an escape, at 3 temperatures, ended in one.")
        .contains("Fitted barrier: 0.8 [0.7, 0.9], by theory 0.78.")
        .contains("L2 is walked between 0 and 0.8.")
        .contains("Jumps on the way up: 1 of 1 mode, at L2 0.6.")
        .contains("Jumps on the way down: 1 of 1 mode, at L2 0.3.")
        .doesNotContain("generalized");
    assertThat(html.indexOf("<h2 id=\"dynamics\">")).isLessThan(html.indexOf("<h2 id=\"curves\">"));
  }

  private static List<String> names(JsonNode traces) {
    List<String> names = new ArrayList<>();
    traces.forEach(
        trace -> {
          if (trace.path("showlegend").asBoolean(true) || trace.path("fill").isTextual()) {
            names.add(trace.path("name").asText());
          }
        });
    return names;
  }
}
