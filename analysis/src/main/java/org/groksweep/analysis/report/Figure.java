package org.groksweep.analysis.report;

import java.util.Optional;

/**
 * A figure of the page: one question put to a sweep's tables and drawn.
 *
 * <p>To add one, implement this and name it in {@link Figures#standard}.
 */
public interface Figure {

  /**
   * The drawing of a sweep.
   *
   * <p>It must read aggregates: what it draws stays within some thousand marks however many trials
   * there are.
   *
   * @return empty where the sweep's tables hold nothing that it could show
   */
  Optional<Drawing> draw(ReportSubject subject, ReportTables tables);
}
