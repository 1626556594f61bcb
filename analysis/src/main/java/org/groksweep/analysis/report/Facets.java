package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.ReportSubject.Axis;

/**
 * How groups of trials are laid out in a figure: one dimension by colour, all others by panel.
 *
 * @param panels the dimensions that panels differ in
 * @param colour the dimension that colours differ in; empty where there is none or it has more
 *     values than colours can tell apart
 */
record Facets(List<Dimension> panels, Optional<Dimension> colour) {

  /** Colours that can be told apart, also by those who see fewer. */
  static final int MOST_COLOURS = 6;

  /** Charts that one figure holds; more are left out, evenly, and the caption says so. */
  static final int MOST_PANELS = 6;

  private static final Comparator<Object> NUMBERS_THEN_TEXTS =
      (first, second) -> {
        if (first instanceof Number a && second instanceof Number b) {
          return Double.compare(a.doubleValue(), b.doubleValue());
        }
        return Objects.toString(first).compareTo(Objects.toString(second));
      };

  /**
   * One axis, or several that move together.
   *
   * @param axes at least one
   * @param values of the first axis, in order
   */
  record Dimension(List<Axis> axes, List<Object> values) {

    Axis first() {
      return axes.get(0);
    }

    String label() {
      return axes.stream().map(Axis::label).collect(Collectors.joining(", "));
    }

    /** A row's place on it, such as "initScale 6"; axes that move with the first are not named. */
    String label(TableRow row) {
      return first().label() + " " + NumberText.of(row.value(first().column()).orElse("none"));
    }

    int indexOf(TableRow row) {
      return values.indexOf(row.value(first().column()).orElse(null));
    }
  }

  /**
   * The dimensions that rows differ in.
   *
   * @param rows each with the axes' columns
   */
  static List<Dimension> dimensions(List<Axis> axes, List<TableRow> rows) {
    List<Dimension> dimensions = new ArrayList<>();
    for (Axis axis : axes) {
      List<Object> values =
          rows.stream()
              .map(row -> row.value(axis.column()).orElse(null))
              .distinct()
              .sorted(NUMBERS_THEN_TEXTS)
              .toList();
      if (values.size() < 2) {
        continue;
      }
      Optional<Dimension> partner =
          dimensions.stream().filter(each -> moveTogether(each.first(), axis, rows)).findFirst();
      if (partner.isEmpty()) {
        dimensions.add(new Dimension(List.of(axis), values));
      } else {
        List<Axis> both = new ArrayList<>(partner.get().axes());
        both.add(axis);
        dimensions.set(
            dimensions.indexOf(partner.get()), new Dimension(both, partner.get().values()));
      }
    }
    return dimensions;
  }

  /** The layout of rows over some axes: the dimension with the fewest values gets the colours. */
  static Facets of(List<Axis> axes, List<TableRow> rows) {
    List<Dimension> dimensions = dimensions(axes, rows);
    Optional<Dimension> colour =
        dimensions.stream()
            .filter(dimension -> dimension.values().size() <= MOST_COLOURS)
            .min(Comparator.comparingInt(dimension -> dimension.values().size()));
    List<Dimension> panels = new ArrayList<>(dimensions);
    colour.ifPresent(panels::remove);
    return new Facets(List.copyOf(panels), colour);
  }

  /** The layout of rows where every combination has a panel of its own. */
  static Facets panelsOnly(List<Dimension> dimensions) {
    return new Facets(List.copyOf(dimensions), Optional.empty());
  }

  /** The rows of each panel, in the order of its dimensions; not more than a figure holds. */
  List<List<TableRow>> panelRows(List<TableRow> rows) {
    return evenly(allPanelRows(rows), MOST_PANELS);
  }

  /** How many panels there would be. */
  int panelCount(List<TableRow> rows) {
    return allPanelRows(rows).size();
  }

  /** The rows of each colour of a panel, in the dimension's order. */
  List<List<TableRow>> series(List<TableRow> panel) {
    return colour.map(dimension -> split(panel, dimension)).orElse(List.of(panel));
  }

  /** A row's panel, such as "depth 3"; empty where there is but one. */
  String panelLabel(TableRow row) {
    return panels.stream().map(each -> each.label(row)).collect(Collectors.joining(", "));
  }

  /** A row's colour in words; empty where all have one. */
  String colourLabel(TableRow row) {
    return colour.map(dimension -> dimension.label(row)).orElse("");
  }

  /** The place of a row's colour in the palette, from 1. */
  int colourIndex(TableRow row) {
    return colour.map(dimension -> dimension.indexOf(row)).orElse(0) + 1;
  }

  /** At most so many items, the first and the last among them. */
  static <T> List<T> evenly(List<T> items, int most) {
    if (items.size() <= most) {
      return items;
    }
    LinkedHashSet<Integer> places = new LinkedHashSet<>();
    for (int i = 0; i < most; i++) {
      places.add((int) Math.round(i * (items.size() - 1) / Math.max(1.0, most - 1.0)));
    }
    return places.stream().map(items::get).toList();
  }

  private List<List<TableRow>> allPanelRows(List<TableRow> rows) {
    List<List<TableRow>> parts = List.of(rows);
    for (Dimension dimension : panels) {
      parts = parts.stream().flatMap(part -> split(part, dimension).stream()).toList();
    }
    return parts;
  }

  private static List<List<TableRow>> split(List<TableRow> rows, Dimension dimension) {
    Map<Integer, List<TableRow>> parts =
        rows.stream().collect(Collectors.groupingBy(dimension::indexOf));
    return parts.keySet().stream().sorted().map(parts::get).toList();
  }

  private static boolean moveTogether(Axis first, Axis second, List<TableRow> rows) {
    Map<Optional<Object>, Optional<Object>> forth = new HashMap<>();
    Map<Optional<Object>, Optional<Object>> back = new HashMap<>();
    return rows.stream()
        .allMatch(
            row -> {
              Optional<Object> a = row.value(first.column());
              Optional<Object> b = row.value(second.column());
              return b.equals(forth.computeIfAbsent(a, unseen -> b))
                  && a.equals(back.computeIfAbsent(b, unseen -> a));
            });
  }
}
