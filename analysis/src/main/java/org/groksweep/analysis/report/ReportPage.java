package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.groksweep.analysis.report.Drawing.Section;

/** The page of one sweep: one HTML file that opens without network. */
public final class ReportPage {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final ReportSubject subject;
  private final ReportTables tables;
  private final List<Figure> figures;

  /** The page with all standard figures. */
  public ReportPage(ReportSubject subject, ReportTables tables) {
    this(subject, tables, Figures.standard());
  }

  ReportPage(ReportSubject subject, ReportTables tables, List<Figure> figures) {
    this.subject = subject;
    this.tables = tables;
    this.figures = List.copyOf(figures);
  }

  /** The page's whole text. */
  public String html() {
    List<Drawing> drawings =
        figures.stream()
            .map(figure -> figure.draw(subject, tables))
            .flatMap(Optional::stream)
            .toList();
    Map<String, String> parts =
        Map.of(
            "title", Html.escaped(subject.name()) + " · groksweep",
            "style", PageResources.text("report.css"),
            "body", body(drawings).toString(),
            "data", PageJson.of(data(drawings)),
            "plotly", PageResources.packedPlotly(),
            "script", PageResources.text("ticks.js") + PageResources.text("report.js"));
    // One pass: what a user's text holds between braces is no place.
    return PLACE
        .matcher(PageResources.text("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  private Html body(List<Drawing> drawings) {
    List<Section> sections =
        Stream.of(Section.values())
            .filter(section -> drawings.stream().anyMatch(each -> each.section() == section))
            .sorted(
                Comparator.comparing(section -> isAboutDynamics() && section != Section.DYNAMICS))
            .toList();
    Html html = new Html();
    html.add("<header>");
    html.add(new Headline(subject, tables).html());
    html.add(contents(sections));
    html.add("</header>\n<main>");
    html.add(
        "<p class=\"alarm\" id=\"without-charts\" hidden>This browser cannot unpack the charts: it"
            + " needs DecompressionStream, as Chromium 80, Safari 16.4 and Firefox 113 have it. The"
            + " tables below are complete.</p>\n<noscript><p class=\"alarm\">The charts need JavaScript;"
            + " the tables below are complete.</p></noscript>");
    for (Section section : sections) {
      html.add("<section aria-labelledby=\"%s\">", id(section));
      html.add("<h2 id=\"%s\">%s</h2>", id(section), section.title());
      drawings.stream()
          .filter(drawing -> drawing.section() == section)
          .forEach(drawing -> html.add(figure(drawing)));
      html.add("</section>");
    }
    html.add(new EstimateTables(subject, tables).html());
    html.add(new MissingTrials(subject, tables).html());
    html.add(new Provenance(subject, tables).html());
    html.add("</main>");
    html.add(
        "<footer>Made by groksweep with plotly.js %s (MIT license). The page asks nothing of the"
            + " network.</footer>",
        PageResources.plotlyVersion());
    html.add("<script>document.body.dataset.sweep = \"%s\";</script>", fileName());
    return html;
  }

  /** A sweep of escapes or walks is about these, and its learning curves come second. */
  private boolean isAboutDynamics() {
    return !tables.columns("escapes").isEmpty() || !tables.columns("walks").isEmpty();
  }

  private static Html contents(List<Section> sections) {
    Map<String, String> entries = new LinkedHashMap<>();
    sections.forEach(section -> entries.put(id(section), section.title()));
    entries.put("estimates", "Estimates");
    entries.put("missing", "Missing trials");
    entries.put("provenance", "Provenance");
    Html html = new Html();
    html.add("<nav aria-label=\"Contents\"><ul>");
    entries.forEach((id, title) -> html.add("<li><a href=\"#%s\">%s</a></li>", id, title));
    return html.add("</ul></nav>");
  }

  private static Html figure(Drawing drawing) {
    Html html = new Html();
    html.add("<figure id=\"%s\">\n<h3>%s</h3>", drawing.id(), drawing.title());
    html.add("<div class=\"panels\" data-count=\"%s\">", drawing.panels().size());
    for (int i = 0; i < drawing.panels().size(); i++) {
      Panel panel = drawing.panels().get(i);
      html.add(
          "<div class=\"panel\"><div class=\"panel-head\">"
              + (panel.title().isEmpty() ? "%s" : "<h4>%s</h4>")
              + "<div class=\"tools\"></div></div>",
          panel.title());
      html.add(
          "<div class=\"chart\" id=\"%s-%s\" role=\"img\" aria-label=\"%s\"></div></div>",
          drawing.id(), i, panel.alternative());
    }
    html.add("</div>\n<figcaption>%s</figcaption>", drawing.caption());
    return html.sources(drawing.sources()).add("</figure>");
  }

  private static Map<String, Object> data(List<Drawing> drawings) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Drawing drawing : drawings) {
      List<Object> panels = new ArrayList<>();
      for (Panel panel : drawing.panels()) {
        panels.add(
            Attributes.none()
                .with("traces", Attributes.list(panel.traces()))
                .with("layout", panel.layout()));
      }
      data.put(drawing.id(), panels);
    }
    return data;
  }

  private static String id(Section section) {
    return section.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The sweep's id as part of a file's name. */
  private String fileName() {
    return subject
        .sweepId()
        .chars()
        .mapToObj(c -> Character.isLetterOrDigit(c) && c < 128 ? Character.toString(c) : "-")
        .collect(Collectors.joining());
  }
}
