package org.groksweep.analysis.report;

import java.util.List;

/**
 * A drawn figure.
 *
 * @param id of its place in the page, in small letters, digits and hyphens
 * @param section that it stands in
 * @param title plain text
 * @param caption plain text: what is drawn, what error bars and lines are, what was left out
 * @param panels at least one chart
 * @param sources the queries that every mark came from
 */
public record Drawing(
    String id,
    Section section,
    String title,
    String caption,
    List<Panel> panels,
    List<Source> sources) {

  /** The page's sections that hold figures, in their order. */
  public enum Section {
    CURVES("Learning curves"),
    SIZES("Over the size of the training set"),
    MAPS("Over two axes"),
    DYNAMICS("Escapes, loops and stages");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  public Drawing {
    panels = List.copyOf(panels);
    sources = List.copyOf(sources);
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "id: " + id + " must be of small letters, digits and hyphens");
    }
    if (panels.isEmpty() || sources.isEmpty()) {
      throw new IllegalArgumentException("figure " + id + " must have panels and sources");
    }
  }
}
