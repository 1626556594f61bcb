package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;

/**
 * How a trial is watched: what no part of its training depends on.
 *
 * @param recording which steps become rows
 * @param passages which first passages are noted in the trials table; names are distinct
 */
public record Observation(Recording recording, List<PassageRule> passages) implements Serializable {

  public static final Observation DEFAULT =
      new Observation(Recording.DEFAULT, List.of(PassageRule.MEMORIZED, PassageRule.GENERALIZED));

  public Observation {
    passages = List.copyOf(passages);
    long names = passages.stream().map(PassageRule::name).distinct().count();
    Require.that(names == passages.size(), "passages", passages, "must have distinct names");
  }
}
