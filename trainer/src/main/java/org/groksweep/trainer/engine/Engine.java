package org.groksweep.trainer.engine;

import java.util.List;
import java.util.Set;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.TrialSpec;

/** A way to train: the same spec and numerics fingerprint give the same bits. */
public interface Engine {

  /** Its name in the config and the tables, such as "dense". */
  String name();

  /**
   * Why it cannot train such trials though it knows their model, for messages; empty where it can,
   * and where it does not know it.
   */
  default List<String> obstacles(TrialSpec spec) {
    return List.of();
  }

  /** Whether it can train such trials. */
  boolean supports(TrialSpec spec);

  /**
   * The metrics that escapes may watch at every step of such trials, for messages; {@link
   * #supports} says no to trials whose escapes watch others.
   */
  default Set<String> watchable(TrialSpec spec) {
    return Set.of();
  }

  /**
   * Whether its learners are {@link StartableLearner}s, and its groups {@link
   * StartableGroupLearner}s.
   */
  default boolean startsFromWeights() {
    return false;
  }

  /**
   * What the bits depend on beside the spec: engine version, BLAS build and core type, native or
   * Java BLAS.
   */
  String numericsFingerprint();

  /** A learner at step 0, before its first phase. */
  Learner learner(TrialSpec spec, Examples examples);
}
