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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as headless Chromium shows it (Debian: {@code chromium}). */
@Tag("slow")
@Tag("spark")
class ReportInBrowserTest {

  private static final String MARKS =
      """
      JSON.stringify(Object.fromEntries([...document.querySelectorAll(".chart")].map((panel) => [
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

  private static final String LABEL_COLOUR =
      "getComputedStyle(document.querySelector('#learning-curves-0 .xtitle')).fill";

  /** The widest chart or table on paper, and its ground; it must be so when the event is over. */
  private static final String ON_PAPER =
      """
      (() => {
        window.dispatchEvent(new Event("beforeprint"));
        const drawings = [...document.querySelectorAll(".chart .main-svg")];
        const left = document.body.getBoundingClientRect().left;
        const parts = [...drawings, ...document.querySelectorAll("table")];
        const widest = Math.max(...parts.map((each) => each.getBoundingClientRect().right - left));
        const ground = drawings[0].style.background;
        window.dispatchEvent(new Event("afterprint"));
        return { widest, ground };
      })()""";

  private static final String KEEP_WHAT_IS_SAVED =
      """
      window.saved = new Promise((resolve) => {
        let text;
        URL.createObjectURL = (blob) => {
          text = blob.text();
          return "";
        };
        HTMLAnchorElement.prototype.click = async function () {
          resolve({ name: this.download, text: await text });
        };
      });
      0""";

  /** 210 mm less margins of 10 mm, at 96 pixels per inch. */
  private static final int A4_PIXELS = 718;

  @TempDir Path folder;

  @Test
  void drawsEveryMarkAndIsSilentInBothColourSchemesAndAtAnyWidth() throws Exception {
    assumeTrue(Files.isExecutable(Browser.PROGRAM), Browser.PROGRAM + " is not installed");
    Path page =
        Path.of(
            ShownSweep.page(TestSpark.session(), folder.resolve("sweep"))
                .replaceFirst("^file:", ""));
    try (Browser browser = new Browser()) {
      PageLooks looks = new PageLooks(browser);
      looks.open(page.toUri(), 1400, "light");

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

      String light = browser.evaluate(LABEL_COLOUR).asText();
      looks.scheme("dark");
      looks.waitUntilDrawn("dark");
      assertThat(browser.evaluate(LABEL_COLOUR).asText()).isNotEqualTo(light);
      JsonNode paper = browser.evaluate(ON_PAPER);
      assertThat(paper.get("widest").asInt()).isLessThanOrEqualTo(A4_PIXELS);
      assertThat(paper.get("ground").asText()).isEqualTo("rgb(255, 255, 255)");

      for (int width : List.of(800, 400)) {
        looks.width(width);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .isLessThanOrEqualTo(width);
      }
      assertThat(complaints(browser)).isEmpty();
      assertThat(requests(browser)).containsOnly(page.toUri().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1400, 800})
  void noTextTouchesAnotherOrIsCutOff(int width) throws Exception {
    assumeTrue(Files.isExecutable(Browser.PROGRAM), Browser.PROGRAM + " is not installed");
    String sizes =
        ShownSweep.page(TestSpark.session(), folder.resolve("sweep")).replaceFirst("^file:", "");
    Path escapes = Files.writeString(folder.resolve("escapes.html"), ShownEscapes.html());
    try (Browser browser = new Browser()) {
      PageLooks looks = new PageLooks(browser);
      for (Path page : List.of(Path.of(sizes), escapes)) {
        looks.open(page.toUri(), width, "light");

        assertThat(looks.faults()).as(page.toString()).isEmpty();
      }
    }
  }

  @Test
  void aChartsButtonsSaveItWithItsTitlesAndAreReachedByKey() throws Exception {
    assumeTrue(Files.isExecutable(Browser.PROGRAM), Browser.PROGRAM + " is not installed");
    Path page = Files.writeString(folder.resolve("escapes & more.html"), ShownEscapes.html());
    try (Browser browser = new Browser()) {
      new PageLooks(browser).open(page.toUri(), 800, "light");
      browser.evaluate(KEEP_WHAT_IS_SAVED);
      browser.evaluate(
          "document.querySelector(\"#arrhenius button[title='Download as SVG']\").focus()");
      for (String type : List.of("keyDown", "keyUp")) {
        browser.call(
            "Input.dispatchKeyEvent",
            Map.of(
                "type",
                type,
                "key",
                "Enter",
                "code",
                "Enter",
                "text",
                "\r",
                "windowsVirtualKeyCode",
                13));
      }

      JsonNode saved = browser.evaluate("saved");
      assertThat(saved.get("name").asText()).isEqualTo("s-arrhenius-0.svg");
      assertThat(saved.get("text").asText())
          .contains("Escape time over the inverse temperature: rank2 in wait", "1 / temperature");
      assertThat(complaints(browser)).isEmpty();
    }
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
