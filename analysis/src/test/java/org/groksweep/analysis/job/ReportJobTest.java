package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.StoredSweep.StoredRow;
import org.groksweep.analysis.job.StoredSweep.StoredTrial;
import org.groksweep.analysis.report.ReportSubject;
import org.groksweep.trainer.metrics.EndReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's text; what a browser makes of it is the business of {@link ReportInBrowserTest}. */
@Tag("spark")
class ReportJobTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"figure-data\">(.*?)</script>");

  // Shared: one page serves all tests.
  @TempDir static Path folder;
  private static final SparkSession SPARK = TestSpark.session();
  private static String html;

  @BeforeAll
  static void writeThePage() throws IOException {
    html = Files.readString(Path.of(ShownSweep.page(SPARK, folder).replaceFirst("^file:", "")));
  }

  @Test
  void everyFigureNamesTheQueriesThatItWasDrawnFromAndTheyCanBeAskedAgain() throws IOException {
    SqlViews views = SqlViews.of(SPARK, List.of(folder.toString()));

    Matcher figure = Pattern.compile("(?s)<figure id=\"([^\"]+)\".*?</figure>").matcher(html);
    List<String> ids = new ArrayList<>();
    while (figure.find()) {
      ids.add(figure.group(1));
      Matcher query = Pattern.compile("(?s)<pre><code>(.*?)</code></pre>").matcher(figure.group());
      assertThat(query.find()).as(figure.group(1)).isTrue();
      do {
        String sql = query.group(1).replace("&#39;", "'").replace("&gt;", ">").replace("&lt;", "<");
        assertThat(views.query(sql).rows()).as(sql).hasNext();
      } while (query.find());
    }
    assertThat(ids)
        .containsExactly(
            "learning-curves",
            "critical-sizes",
            "over-size-probability",
            "over-size-accuracymidpoint",
            "event-times",
            "outcomes",
            "map-generalized",
            "map-accuracy",
            "map-delay");
  }

  @Test
  void thePointsAreTheTablesShares() throws IOException {
    JsonNode points = named(panel("over-size-probability", 0).get("traces"), "depth 2");

    assertThat(texts(points.get("x"))).containsExactly("10", "20", "40", "80", "160", "320", "640");
    // Seed s generalizes from 40 (1 + s) examples on.
    assertThat(points.get("y"))
        .extracting(JsonNode::asDouble)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1)
        .containsExactly(0.0, 0.0, 1 / 6.0, 2 / 6.0, 4 / 6.0, 1.0, 1.0);
  }

  @Test
  void aSeparatedGroupIsABracketAndOneOutsideTheGridSaysSo() throws IOException {
    JsonNode forest = panel("critical-sizes", 0);

    // depth 2: bar and diamond; depth 3: a bar; depth 4 and 5: words.
    assertThat(forest.get("traces")).hasSize(5);
    assertThat(forest.get("traces").get(2).at("/line/width").asInt()).isEqualTo(9);
    assertThat(texts(forest.get("traces").get(3).get("text"))).containsExactly("OUTSIDE_GRID");
    assertThat(texts(forest.get("traces").get(4).get("text"))).containsExactly("INCOMPLETE");
    assertThat(html)
        .contains("<span class=\"status bound\">SEPARATED</span>")
        .contains("OUTSIDE_GRID</span> 1 row without a number: the quantity lies outside")
        .contains("INCOMPLETE</span> 2 rows without a number: trials that crashed or timed out");
  }

  @Test
  void curvesOfAllSeedsBearTheirPassages() throws IOException {
    JsonNode traces = panel("learning-curves", 0).get("traces");

    assertThat(named(traces, "memorized").get("x")).hasSize(ShownSweep.SEEDS);
    assertThat(texts(named(traces, "memorized").get("x"))).containsOnly("5");
    assertThat(named(traces, "train").get("x").size()).isGreaterThan(ShownSweep.SEEDS * 20);
  }

  @Test
  void missingTrialsAreCountedAndTheirErrorsShown() {
    assertThat(html)
        .contains("%d planned trials, %d done, 12 not trained yet".formatted(180, 168))
        .contains("1 CRASHED, such as <code>t-5-10-0</code>");
  }

  @Test
  void aUsersTextIsNeverMarkup() {
    assertThat(ShownSweep.TRIALS).isEqualTo(168);
    assertThat(html).doesNotContain("<script>document.title");
    assertThat(html.split("</script>", -1)).hasSize(5);
    assertThat(html).contains("&lt;/script&gt;&lt;script&gt;document.title=&#39;broken&#39;");
  }

  @Test
  void nothingIsAskedOfTheNetworkAndThePageIsAFewMegabytes() {
    String withoutPlotly = html.replaceAll("id=\"plotly-source\">[^<]*<", "");

    assertThat(withoutPlotly).doesNotContain("http://", "https://", " src=", "@import", "url(");
    assertThat(html.length()).isLessThan(3_500_000);
    assertThat(withoutPlotly.length()).isLessThan(400_000);
  }

  @Test
  void thePageTakesThePlaceOfTheOneBeforeAndIsEqual() throws IOException {
    Path page = folder.resolve(ReportJob.NAME);
    new ReportJob(SPARK)
        .write(
            folder.toString(),
            SqlViews.of(SPARK, List.of(folder.toString())),
            ShownSweep.subject(folder.toString(), new SizeAxis("task.trainExamples")));

    assertThat(Files.readString(page)).isEqualTo(html);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .containsExactlyInAnyOrder("metrics", "trials", "analysis", ReportJob.NAME);
    }
  }

  @Test
  void aSweepWithoutASizeHasAPageWithoutCriticalSizes(@TempDir Path other) throws IOException {
    StoredSweep sweep = new StoredSweep(SPARK, other, List.of());
    sweep.bundle(
        "b1",
        List.of(
            new StoredTrial(
                "t1",
                Map.of(),
                Map.of("status", EndReason.COMPLETED.name()),
                List.of(new StoredRow("train", 0, 0.5, 0.1)))));
    new AnalysisJob(SPARK)
        .analyze(sweep.directory(), new AnalysisRequest(EventRules.DEFAULT, Optional.empty()));
    ReportSubject subject =
        new ReportSubject(
            "plain",
            "s",
            other.toString(),
            1,
            List.of(),
            Optional.empty(),
            "{}",
            Map.of(),
            Map.of());

    new ReportJob(SPARK)
        .write(sweep.directory(), SqlViews.of(SPARK, List.of(sweep.directory())), subject);

    assertThat(Files.readString(other.resolve(ReportJob.NAME)))
        .contains("<h1>plain</h1>")
        .contains("a critical size needs an axis that is the size of the training set");
  }

  @Test
  void aSweepThatWasNeverAnalysedIsRefused(@TempDir Path other) {
    StoredSweep sweep = new StoredSweep(SPARK, other, List.of());
    sweep.bundle("b1", "d1", Map.of(), 0);

    assertThatThrownBy(
            () ->
                new ReportJob(SPARK)
                    .write(
                        sweep.directory(),
                        SqlViews.of(SPARK, List.of(sweep.directory())),
                        ShownSweep.subject(other.toString(), new SizeAxis("task.trainExamples"))))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("Nothing is analysed yet: ./sweep analyze DIR");
    assertThat(other.resolve(ReportJob.NAME)).doesNotExist();
  }

  private static JsonNode panel(String figure, int place) throws IOException {
    Matcher data = DATA.matcher(html);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1)).get(figure).get(place);
  }

  private static JsonNode named(JsonNode traces, String name) {
    for (JsonNode trace : traces) {
      if (trace.path("name").asText().equals(name)) {
        return trace;
      }
    }
    throw new AssertionError("no trace " + name + " in " + traces);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
