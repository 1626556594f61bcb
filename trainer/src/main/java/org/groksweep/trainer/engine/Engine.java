package org.groksweep.trainer.engine;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.TrialSpec;

/** A way to train: the same spec and numerics fingerprint give the same bits. */
public interface Engine {

  /** Its name in the config and the tables, such as "dense". */
  String name();

  /** Whether it can train such trials. */
  boolean supports(TrialSpec spec);

  /**
   * What the bits depend on beside the spec: engine version, BLAS build and core type, native or
   * Java BLAS.
   */
  String numericsFingerprint();

  /** A learner at step 0, before its first phase. */
  Learner learner(TrialSpec spec, Examples examples);
}
