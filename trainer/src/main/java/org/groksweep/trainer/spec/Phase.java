package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * A stretch of steps inside a trial, fully resolved.
 *
 * @param name unique within the trial
 * @param maxSteps its length in steps, at least 1
 * @param trainExamples the first so many of the seed's order are trained on, at least 1
 * @param dataFraction as configured, or trainExamples / available; in (0, 1], for tables only
 * @param testSet on what generalization is measured
 * @param learningRate η, above 0
 * @param schedule how η moves
 * @param weightDecay decoupled, per step and unit of η, at least 0
 * @param l2 coupled: (l2/2)·Σw² in the objective, at least 0
 * @param optimizerState what becomes of momenta at the phase's start
 * @param batchStream what becomes of the order of batches at the phase's start
 */
public record Phase(
    String name,
    long maxSteps,
    int trainExamples,
    @NotIdentity double dataFraction,
    TestSet testSet,
    double learningRate,
    Schedule schedule,
    double weightDecay,
    double l2,
    OptimizerState optimizerState,
    BatchStream batchStream)
    implements Serializable {

  /** What becomes of the optimizer's momenta and step count at a phase's start. */
  public enum OptimizerState {
    KEEP,
    RESET
  }

  /** What becomes of the order of batches at a phase's start. */
  public enum BatchStream {
    /** The draws go on; a new epoch begins where the training set changes. */
    CONTINUE,
    /** The phase draws as if it were the trial's first. */
    RESTART
  }

  public static final String DEFAULT_NAME = "train";

  public Phase {
    Require.that(!name.isBlank(), "phase name", name, "must not be blank");
    Require.atLeast("maxSteps", maxSteps, 1);
    Require.atLeast("trainExamples", trainExamples, 1);
    Require.that(
        dataFraction > 0 && dataFraction <= 1, "dataFraction", dataFraction, "must be in (0, 1]");
    Require.positive("learningRate", learningRate);
    Require.atLeast("weightDecay", weightDecay, 0.0);
    Require.atLeast("l2", l2, 0.0);
  }
}
