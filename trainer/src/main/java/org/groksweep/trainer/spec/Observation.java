package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * How a trial is watched: what no part of its training depends on.
 *
 * @param recording which steps become rows
 * @param passages which first passages are noted in the trials table; names are distinct
 * @param probes names of the further measurements that rows carry, distinct
 * @param saving which weights are kept
 */
public record Observation(
    Recording recording, List<PassageRule> passages, List<String> probes, Saving saving)
    implements Serializable {

  public static final Observation DEFAULT =
      new Observation(
          Recording.DEFAULT, List.of(PassageRule.MEMORIZED, PassageRule.GENERALIZED), List.of());

  /** The same without saved weights. */
  public Observation(Recording recording, List<PassageRule> passages, List<String> probes) {
    this(recording, passages, probes, Saving.NONE);
  }

  /**
   * The same with saved weights.
   *
   * @param saving of the passage rules
   */
  public Observation withSaving(Function<List<PassageRule>, Saving> saving) {
    return new Observation(recording, passages, probes, saving.apply(passages));
  }

  /**
   * The recording that trials follow: the rows of resumable ones must not depend on how long they
   * are, so that no ratio is widened for a budget.
   */
  public Recording followed() {
    return saving.resumable() ? new Recording(recording.spacings(), Double.MAX_VALUE) : recording;
  }

  public Observation {
    passages = List.copyOf(passages);
    probes = List.copyOf(probes);
    long names = passages.stream().map(PassageRule::name).distinct().count();
    Require.that(names == passages.size(), "passages", passages, "must have distinct names");
    Require.that(
        probes.stream().distinct().count() == probes.size(), "probes", probes, "must be distinct");
  }
}
