package org.groksweep.analysis.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.groksweep.analysis.stats.FitStatus;

/** Statuses and definitions of estimates, in words. */
public final class StatusWords {

  private static final Map<String, String> MEANINGS =
      Map.of(
          "probability",
          "the size at which P(generalize within the budget) is 1/2",
          "accuracyMidpoint",
          "the size at which the mean final test accuracy is midway between its floor and its"
              + " ceiling",
          "OK",
          "number and interval mean what their definition says",
          "SEPARATED",
          "all trials below a size fail and all above succeed: the interval is a bracket of sizes,"
              + " the number but a point inside it",
          "OUTSIDE_GRID",
          "the quantity lies outside what was tried; nothing is extrapolated",
          "TOO_FEW_POINTS",
          "fewer points or seeds than the estimate needs",
          "INCOMPLETE",
          "trials that crashed or timed out are missing",
          "ALL_CENSORED",
          "no event was seen within the budget",
          "NOT_CONVERGED",
          "the numerical search did not end");

  private StatusWords() {}

  /** What a status or a definition means. */
  public static String of(String word) {
    return Objects.requireNonNull(MEANINGS.get(word), word);
  }

  static Html badge(FitStatus status) {
    String kind = status == FitStatus.OK ? "ok" : status == FitStatus.SEPARATED ? "bound" : "none";
    return new Html().add("<span class=\"status %s\">%s</span>", kind, status);
  }

  /** The definitions, statuses and assumptions that occur in rows, with what they mean. */
  static Map<String, String> meanings(List<TableRow> rows) {
    Map<String, String> meanings = new LinkedHashMap<>();
    rows.stream()
        .flatMap(row -> row.cells().entrySet().stream())
        .filter(cell -> cell.getKey().endsWith("definition") || cell.getKey().equals("status"))
        .flatMap(cell -> cell.getValue() instanceof String word ? Stream.of(word) : Stream.of())
        .distinct()
        .sorted()
        .filter(MEANINGS::containsKey)
        .forEach(word -> meanings.put(word, MEANINGS.get(word)));
    meanings.put(
        "assumption",
        rows.stream()
            .map(row -> row.text("assumption"))
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining(" — ")));
    return meanings;
  }
}
