package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** What was swept, and how it came out, in a sentence and a few numbers. */
final class Headline {

  private static final int MOST_VALUES_NAMED = 6;
  private static final String TILE = "<div><dt>%s</dt><dd>%s</dd></div>";

  private static final String TRIALS =
      """
      SELECT count(*) AS trials, count(DISTINCT cell_id) AS cells, count(DISTINCT seed) AS seeds,
        max(max_steps) AS budget, count_if(status IN ('CRASHED', 'TIMED_OUT')) AS lost,
        count_if(status = 'DIVERGED') AS diverged, (SELECT count(*) FROM events) AS analysed
      FROM trials""";

  private final ReportSubject subject;
  private final ReportTables tables;

  Headline(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    TableRow trials = tables.query(TRIALS).get(0);
    List<Story> stories = stories();
    Html html = new Html();
    html.add("<p class=\"kind\">Sweep %s</p>\n<h1>%s</h1>", subject.sweepId(), subject.name());
    html.add("<p class=\"lead\">%s</p>", swept(trials));
    stories.forEach(story -> html.add("<p class=\"lead\">%s</p>", story.sentence()));
    html.add("<dl class=\"tiles\">");
    stories.forEach(story -> story.tiles().forEach((what, number) -> html.add(TILE, what, number)));
    html.add(TILE, done(trials), NumberText.whole(trials.count("trials")));
    html.add("</dl>");
    long late = trials.count("trials") - trials.count("analysed");
    if (late > 0) {
      html.add(
          "<p class=\"alarm\">%s finished after the last analysis and are in no estimate: run"
              + " ./sweep analyze again.</p>",
          Chart.count(late, "trial"));
    }
    List<Source> sources = new ArrayList<>(List.of(new Source("trials", TRIALS)));
    stories.forEach(story -> sources.addAll(story.sources()));
    return html.sources(sources);
  }

  /**
   * What the sweep is about comes first, and generalization only where it was seen or asked for.
   */
  private List<Story> stories() {
    List<Story> stories = new ArrayList<>();
    WalkStory.of(tables).ifPresent(stories::add);
    EscapeStory.of(tables).ifPresent(stories::add);
    GeneralizationStory.of(tables, stories.isEmpty()).ifPresent(stories::add);
    return stories;
  }

  private String done(TableRow trials) {
    return "of %s planned trials are done; %s missing, %s crashed or out of time, %s diverged"
        .formatted(
            NumberText.whole(subject.plannedTrials()),
            NumberText.whole(subject.plannedTrials() - trials.count("trials")),
            NumberText.whole(trials.count("lost")),
            NumberText.whole(trials.count("diverged")));
  }

  private String swept(TableRow trials) {
    List<TableRow> values =
        subject.axes().isEmpty()
            ? List.of()
            : tables.query(
                "SELECT DISTINCT "
                    + subject.axes().stream()
                        .map(axis -> Sql.name(axis.column()))
                        .collect(Collectors.joining(", "))
                    + " FROM trials");
    List<Facets.Dimension> dimensions = Facets.dimensions(subject.axes(), values);
    String axes = dimensions.stream().map(Headline::axis).collect(Collectors.joining("; "));
    return "%s of %s with %s each, up to %s steps%s"
        .formatted(
            Chart.count(trials.count("trials"), "network"),
            Chart.count(trials.count("cells"), "cell"),
            Chart.count(trials.count("seeds"), "seed"),
            NumberText.whole(trials.number("budget").isPresent() ? trials.count("budget") : 0),
            axes.isEmpty() ? "." : ", over " + axes + ".");
  }

  private static String axis(Facets.Dimension dimension) {
    List<Object> values = dimension.values();
    String list =
        values.size() <= MOST_VALUES_NAMED
            ? values.stream().map(NumberText::of).collect(Collectors.joining(", "))
            : "%s to %s in %d values"
                .formatted(
                    NumberText.of(values.get(0)),
                    NumberText.of(values.get(values.size() - 1)),
                    values.size());
    List<Axis> others = dimension.axes().subList(1, dimension.axes().size());
    String together =
        others.isEmpty()
            ? ""
            : " (with " + others.stream().map(Axis::label).collect(Collectors.joining(", ")) + ")";
    return dimension.first().label() + " " + list + together;
  }
}
