package org.groksweep.analysis.critical;

import java.util.Locale;
import java.util.Optional;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;

/**
 * How often the intervals of one kind of planted group contain the planted critical size.
 *
 * @param kind what was planted
 * @param cases how many were drawn
 * @param ok cases with a fitted interval, {@code okCovered} of them right, {@code open} of them
 *     with an end left open
 * @param separated cases with a bracket, {@code separatedCovered} of them right
 * @param widthCovered of the fitted cases, those whose interval of the width contains the planted
 *     one
 * @param isotonicCovered of all cases with an isotonic estimate, ok and separated
 */
record Coverage(
    PlantedGroup kind,
    int cases,
    int ok,
    int okCovered,
    int open,
    int separated,
    int separatedCovered,
    int widthCovered,
    int isotonicCovered) {

  // The bootstrap enters only the isotonic standard error, which is not studied.
  private static final ClusterBootstrap FEW = new ClusterBootstrap(2, 1);

  static Coverage of(PlantedGroup kind, int cases) {
    CriticalSizeEstimator estimator =
        new CriticalSizeEstimator(kind.definition(), Optional.empty(), FEW);
    int ok = 0;
    int okCovered = 0;
    int open = 0;
    int separated = 0;
    int separatedCovered = 0;
    int widthCovered = 0;
    int isotonicCovered = 0;
    double width = kind.width();
    for (int number = 0; number < cases; number++) {
      PlantedGroup.Drawn drawn = kind.draw(number);
      CriticalSize found = estimator.estimate(drawn.trials());
      Estimate size = found.criticalSize();
      int right = covers(size, drawn.criticalSize()) ? 1 : 0;
      if (size.status() == FitStatus.OK) {
        ok++;
        okCovered += right;
        widthCovered += covers(found.width1090(), width) ? 1 : 0;
        open += size.lower().isEmpty() || size.upper().isEmpty() ? 1 : 0;
      } else if (size.status() == FitStatus.SEPARATED) {
        separated++;
        separatedCovered += right;
      }
      if (found.isotonicCriticalSize().value().isPresent()) {
        isotonicCovered += covers(found.isotonicCriticalSize(), drawn.criticalSize()) ? 1 : 0;
      }
    }
    return new Coverage(
        kind,
        cases,
        ok,
        okCovered,
        open,
        separated,
        separatedCovered,
        widthCovered,
        isotonicCovered);
  }

  double ofFitted() {
    return okCovered / (double) ok;
  }

  double ofBrackets() {
    return separatedCovered / (double) separated;
  }

  double ofWidths() {
    return widthCovered / (double) ok;
  }

  double ofIsotonic() {
    return isotonicCovered / (double) (ok + separated);
  }

  static String header() {
    return "kind                                        sizes seeds |   ok cover  open"
        + " | separated cover | none | width | isotonic";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-43s %5d %5d | %4d %5s %5d | %9d %5s | %4d | %5s | %8s",
        kind.name(),
        kind.sizes(),
        kind.seeds(),
        ok,
        share(okCovered, ok),
        open,
        separated,
        share(separatedCovered, separated),
        cases - ok - separated,
        share(widthCovered, ok),
        share(isotonicCovered, ok + separated));
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", part / (double) whole);
  }

  /** An open end bounds nothing, so it excludes nothing. */
  private static boolean covers(Estimate estimate, double truth) {
    return (estimate.lower().isEmpty() || estimate.lower().getAsDouble() <= truth)
        && (estimate.upper().isEmpty() || truth <= estimate.upper().getAsDouble());
  }
}
