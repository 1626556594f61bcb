package org.groksweep.analysis.job;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.events.TrialFold;
import scala.Tuple2;
import scala.Tuple5;

/**
 * Folds the rows of a partition as they come: one fold per run of rows of one trial with steps that
 * do not fall. A trial that lies whole in a file is one run; one that was cut between partitions,
 * or whose parts come in another order, is several, which merge.
 */
final class FoldedRuns implements Iterator<Tuple2<String, TrialFold>> {

  private final Iterator<Tuple5<String, String, Long, Double, Double>> rows;
  private final EventRules rules;
  private Tuple5<String, String, Long, Double, Double> next;

  /**
   * @param rows trial, phase, step, and the values of the memorized and the generalized rule's
   *     metrics, null where there is none
   */
  FoldedRuns(Iterator<Tuple5<String, String, Long, Double, Double>> rows, EventRules rules) {
    this.rows = rows;
    this.rules = rules;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Tuple2<String, TrialFold> next() {
    if (next == null) {
      throw new NoSuchElementException("no run is left");
    }
    String trial = next._1();
    TrialFold fold = new TrialFold(rules);
    long step = next._3();
    while (next != null && next._1().equals(trial) && next._3() >= step) {
      step = next._3();
      fold.add(next._2(), step, value(next._4()), value(next._5()));
      advance();
    }
    return new Tuple2<>(trial, fold);
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  private static OptionalDouble value(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
