package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as headless Chromium shows it (Debian: {@code chromium}). */
@Tag("slow")
@Tag("spark")
class ReportInBrowserTest {

  private static final String DRAWN =
      """
      new Promise((resolve) => {
        const root = document.documentElement;
        const look = () => root.dataset.drawn === "%s" && resolve(true);
        new MutationObserver(look).observe(root, { attributes: true });
        look();
      })""";

  private static final String MARKS =
      """
      JSON.stringify(Object.fromEntries([...document.querySelectorAll(".panel")].map((panel) => [
        panel.id,
        {
          traces: panel.querySelectorAll(".scatterlayer .trace").length,
          points: panel.querySelectorAll(".scatterlayer .point").length,
          errorBars: panel.querySelectorAll(".errorbar").length,
          bars: panel.querySelectorAll(".barlayer .point").length,
          maps: panel.querySelectorAll(".heatmaplayer image").length,
          texts: panel.querySelectorAll(".scatterlayer .textpoint").length,
        },
      ])))""";

  private static final String TITLE_COLOUR =
      "getComputedStyle(document.querySelector('#learning-curves-0 .gtitle')).fill";

  @TempDir Path folder;

  @Test
  void drawsEveryMarkAndIsSilentInBothColourSchemesAndAtAnyWidth() throws Exception {
    assumeTrue(Files.isExecutable(Browser.PROGRAM), Browser.PROGRAM + " is not installed");
    Path page =
        Path.of(
            ShownSweep.page(TestSpark.session(), folder.resolve("sweep"))
                .replaceFirst("^file:", ""));
    try (Browser browser = new Browser()) {
      scheme(browser, "light");
      width(browser, 1400);
      browser.open(page.toUri());
      browser.evaluate(DRAWN.formatted("light"));

      JsonNode marks = new ObjectMapper().readTree(browser.evaluate(MARKS).asText());
      int sizes = ShownSweep.SIZES.length;
      // Four colours of a point per size with its error bar, and the estimates that have bounds.
      JsonNode probability = marks.get("over-size-probability-0");
      assertThat(probability.get("errorBars").asInt()).isEqualTo(4 * sizes);
      assertThat(probability.get("points").asInt()).isEqualTo(4 * sizes + 2 + 1 + 2);
      // depth 2: bar with two ends and a diamond; depth 3: bar with two ends; words for the others.
      assertThat(marks.at("/critical-sizes-0/points").asInt()).isEqualTo(5);
      assertThat(marks.at("/critical-sizes-0/texts").asInt()).isEqualTo(2);
      assertThat(marks.at("/map-generalized-0/maps").asInt()).isEqualTo(1);
      // Of ten examples nobody generalized: train, test and memorized.
      assertThat(marks.at("/learning-curves-0/traces").asInt()).isEqualTo(3);
      // depth 2 has sizes of MEMORIZED trials alone, of GROK alone, and three of both.
      assertThat(marks.at("/outcomes-0/bars").asInt()).isEqualTo(sizes + 3);
      assertThat(browser.evaluate("document.title").asText())
          .isEqualTo(ShownSweep.HOSTILE + " · groksweep");

      String light = browser.evaluate(TITLE_COLOUR).asText();
      scheme(browser, "dark");
      browser.evaluate(DRAWN.formatted("dark"));
      assertThat(browser.evaluate(TITLE_COLOUR).asText()).isNotEqualTo(light);

      for (int width : List.of(800, 400)) {
        width(browser, width);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .isLessThanOrEqualTo(width);
      }
      assertThat(complaints(browser)).isEmpty();
      assertThat(requests(browser)).containsOnly(page.toUri().toString());
    }
  }

  private static void scheme(Browser browser, String scheme) throws Exception {
    browser.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static void width(Browser browser, int width) throws Exception {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
  }

  private static List<String> complaints(Browser browser) {
    return Stream.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
        .flatMap(kind -> browser.events(kind).stream())
        .map(JsonNode::toString)
        .toList();
  }

  // What the page holds itself is asked of nobody.
  private static List<String> requests(Browser browser) {
    return browser.events("Network.requestWillBeSent").stream()
        .map(event -> event.at("/request/url").asText())
        .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
        .toList();
  }
}
