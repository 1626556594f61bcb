package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;

/**
 * Which weights and states of a trial are kept: no part of its identity.
 *
 * @param passages names of passage rules: the weights at the recorded step that each one's first
 *     passage names, once it has held
 * @param steps of the trial, at least 0, 0 being before any update; those that it reaches
 * @param atEnd whether those of its last step are
 * @param format of the files
 * @param resumable whether the state at the end of the budget is kept too, from which the trial
 *     goes on where its budget is raised
 */
public record Saving(
    List<String> passages, List<Long> steps, boolean atEnd, Format format, boolean resumable)
    implements Serializable {

  /** How weights are written. */
  public enum Format {
    /** An archive of arrays, one per tensor, as numpy.load reads it. */
    NPZ,
    /** A network as Deeplearning4j's ModelSerializer reads it. */
    DL4J
  }

  /** The name of the weights of the last step, in configs and files. */
  public static final String FINAL = "final";

  public static final Saving NONE = new Saving(List.of(), List.of(), false, Format.NPZ);

  public Saving {
    passages = List.copyOf(passages);
    steps = List.copyOf(steps);
    for (long step : steps) {
      Require.atLeast("save.at", step, 0);
    }
    Require.that(
        passages.stream().distinct().count() == passages.size()
            && steps.stream().distinct().count() == steps.size(),
        "save.at",
        passages + " " + steps,
        "must be distinct");
  }

  /** Weights alone. */
  public Saving(List<String> passages, List<Long> steps, boolean atEnd, Format format) {
    this(passages, steps, atEnd, format, false);
  }

  /** Whether any weights are kept. */
  public boolean keepsWeights() {
    return !passages.isEmpty() || !steps.isEmpty() || atEnd;
  }

  /** Whether nothing is kept. */
  public boolean isNone() {
    return !keepsWeights() && !resumable;
  }
}
