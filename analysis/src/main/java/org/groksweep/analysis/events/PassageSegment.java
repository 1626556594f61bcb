package org.groksweep.analysis.events;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.spec.PassageRule;

/**
 * What a stretch of a trial's rows, in order, says about one passage rule, so that the stretch
 * after it can be joined without its rows.
 *
 * <p>Kept: the run of crossed rows that the stretch begins with (it may complete a run of the
 * stretch before), the run that it ends with (the stretch after may complete it), and the first
 * passage that lies inside. The result of joined stretches equals that of {@link
 * org.groksweep.trainer.metrics.PassageTracker} over all their rows.
 */
final class PassageSegment implements Serializable {

  private static final long serialVersionUID = 1;

  private static final Crossing NOWHERE = new Crossing(0, 0, "");

  private final PassageRule rule;
  private long lastStep;
  private boolean empty = true;
  private boolean allCrossed = true;

  /** The run at the start: its rows, no longer counted once it is broken, and where it began. */
  private int leading;

  private Crossing leadingStart = NOWHERE;

  /** The run at the end: its rows and where it began; equals the leading run if all crossed. */
  private int trailing;

  private Crossing trailingStart = NOWHERE;

  /** Null until there is one: an Optional cannot travel by Java serialization. */
  private Crossing passage;

  PassageSegment(PassageRule rule) {
    this.rule = rule;
  }

  /** Takes the next row; an empty value is not crossed. */
  void add(String phase, long step, OptionalDouble value) {
    boolean crossed = value.isPresent() && rule.crossedBy(value.getAsDouble());
    if (crossed) {
      extend(new Crossing(step, empty ? step : lastStep, phase), 1);
    } else {
      allCrossed = false;
      trailing = 0;
    }
    lastStep = step;
    empty = false;
  }

  /** Joins the stretch that follows this one; it is not changed. */
  void append(PassageSegment next) {
    if (next.empty) {
      return;
    }
    if (next.leading > 0) {
      Crossing start = next.leadingStart;
      extend(
          new Crossing(start.step(), empty ? start.lower() : lastStep, start.phase()),
          next.leading);
    }
    if (!next.allCrossed) {
      allCrossed = false;
      trailing = next.trailing;
      trailingStart = next.trailingStart;
      if (passage == null) {
        passage = next.passage;
      }
    }
    lastStep = next.lastStep;
    empty = false;
  }

  /** The first passage; empty where none held for the dwell. */
  Optional<Crossing> passage() {
    return Optional.ofNullable(passage);
  }

  /** Whether the last row is crossed. */
  boolean crossedAtEnd() {
    return trailing > 0;
  }

  private void extend(Crossing start, int rows) {
    if (trailing == 0) {
      trailingStart = start;
    }
    trailing += rows;
    if (allCrossed) {
      leading = trailing;
      leadingStart = trailingStart;
    }
    if (passage == null && trailing >= rule.dwell()) {
      passage = trailingStart;
    }
  }
}
