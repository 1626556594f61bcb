package org.groksweep.analysis.events;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.trainer.metrics.EndReason;

/**
 * The events of one trial as an accumulator over its rows, for one pass over any number of files:
 * rows are added in the order of their steps, and partial folds over disjoint stretches of steps
 * are merged in any order.
 *
 * <p>A metrics file holds the rows of a trial together and in order, but a reader may cut the file
 * between any two of them; so each part folds what it sees, in constant memory, and only the folds
 * travel. A phase's last row and the next one's first have the same step; they keep their order
 * because a stretch that ends with a step goes before one that begins with it.
 */
public final class TrialFold implements Serializable {

  private static final long serialVersionUID = 1;

  private final EventRules rules;
  private final List<Stretch> stretches = new ArrayList<>();

  public TrialFold(EventRules rules) {
    this.rules = rules;
  }

  /**
   * Takes the next row.
   *
   * @param phase the row's phase
   * @param step not below the last one's
   * @param memorizing value of the memorized rule's metric; empty where there is none
   * @param generalizing value of the generalized rule's metric; empty where there is none
   * @throws IllegalStateException if the step is below the last one's
   */
  public void add(String phase, long step, OptionalDouble memorizing, OptionalDouble generalizing) {
    if (stretches.isEmpty()) {
      stretches.add(new Stretch(rules, step));
    }
    stretches.get(stretches.size() - 1).add(phase, step, memorizing, generalizing);
  }

  /** Takes over what another fold of the same trial and rules saw of other steps. */
  public void merge(TrialFold other) {
    stretches.addAll(other.stretches);
  }

  /** Number of rows that were added, here and in what was merged. */
  public long rows() {
    return stretches.stream().mapToLong(stretch -> stretch.rows).sum();
  }

  /**
   * The trial's events.
   *
   * @param status how it ended; a crashed or timed-out trial has no outcome
   * @throws IllegalStateException if no row was added or merged stretches overlap
   */
  public TrialEvents events(EndReason status) {
    List<Stretch> ordered =
        stretches.stream()
            .sorted(Comparator.<Stretch>comparingLong(s -> s.first).thenComparingLong(s -> s.last))
            .toList();
    if (ordered.isEmpty()) {
      throw new IllegalStateException("a trial without rows has no events");
    }
    Stretch whole = new Stretch(rules, ordered.get(0).first);
    for (Stretch stretch : ordered) {
      whole.append(stretch);
    }
    return TrialEvents.of(
        rules,
        status,
        whole.memorized.passage(),
        new TrialEvents.Generalization(
            whole.generalized.passage(),
            whole.generalized.crossedAtEnd(),
            whole.lastPhase,
            whole.lastMean()));
  }

  /** A stretch of rows in order. */
  private static final class Stretch implements Serializable {

    private static final long serialVersionUID = 1;

    private final PassageSegment memorized;
    private final PassageSegment generalized;
    private final long first;
    private long last;
    private long rows;
    private String lastPhase = "";

    /** The last values of the generalized rule's metric, oldest first, at most its dwell. */
    private final List<Double> lastValues = new ArrayList<>();

    private final int kept;

    Stretch(EventRules rules, long first) {
      this.memorized = new PassageSegment(rules.memorized());
      this.generalized = new PassageSegment(rules.generalized());
      this.kept = rules.generalized().dwell();
      this.first = first;
      this.last = first;
    }

    void add(String phase, long step, OptionalDouble memorizing, OptionalDouble generalizing) {
      requireOrder(step);
      memorized.add(phase, step, memorizing);
      generalized.add(phase, step, generalizing);
      generalizing.ifPresent(this::keep);
      rows++;
      last = step;
      lastPhase = phase;
    }

    void append(Stretch next) {
      requireOrder(next.first);
      memorized.append(next.memorized);
      generalized.append(next.generalized);
      next.lastValues.forEach(this::keep);
      last = next.last;
      lastPhase = next.lastPhase;
    }

    OptionalDouble lastMean() {
      return lastValues.stream().mapToDouble(Double::doubleValue).average();
    }

    private void keep(double value) {
      if (lastValues.size() == kept) {
        lastValues.remove(0);
      }
      lastValues.add(value);
    }

    private void requireOrder(long step) {
      if (step < last) {
        throw new IllegalStateException(
            "step " + step + " after step " + last + ": rows must come in order");
      }
    }
  }
}
