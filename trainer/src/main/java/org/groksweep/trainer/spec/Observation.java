package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;

/**
 * How a trial is watched: what no part of its training depends on.
 *
 * @param recording which steps become rows
 * @param passages which first passages are noted in the trials table; names are distinct
 * @param probes names of the further measurements that rows carry, distinct
 */
public record Observation(Recording recording, List<PassageRule> passages, List<String> probes)
    implements Serializable {

  public static final Observation DEFAULT =
      new Observation(
          Recording.DEFAULT, List.of(PassageRule.MEMORIZED, PassageRule.GENERALIZED), List.of());

  public Observation {
    passages = List.copyOf(passages);
    probes = List.copyOf(probes);
    long names = passages.stream().map(PassageRule::name).distinct().count();
    Require.that(names == passages.size(), "passages", passages, "must have distinct names");
    Require.that(
        probes.stream().distinct().count() == probes.size(), "probes", probes, "must be distinct");
  }
}
