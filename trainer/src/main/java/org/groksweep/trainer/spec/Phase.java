package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;

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
 * @param gradientNoise variance per coordinate of the Gaussian that is added to the gradient at
 *     each update, in the gradient's unit squared; at least 0
 * @param startNoise standard deviation of the Gaussian that is added once to every parameter at the
 *     phase's start, before its first row; at least 0
 * @param escapes the passages that are watched for at every step; names distinct
 * @param until names of those of them that end the phase once confirmed: in the last phase the
 *     trial is then ESCAPED, else the next phase begins
 * @param expectedSteps how long the phase lasts on average, in [1, maxSteps]; sizes bundles alone
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
    BatchStream batchStream,
    @Neutral("0") double gradientNoise,
    @Neutral("0") double startNoise,
    @Neutral("[]") List<EscapeRule> escapes,
    @Neutral("[]") List<String> until,
    @NotIdentity long expectedSteps)
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
    Require.atLeast("gradientNoise", gradientNoise, 0.0);
    Require.atLeast("startNoise", startNoise, 0.0);
    escapes = List.copyOf(escapes);
    until = List.copyOf(until);
    List<String> names = escapes.stream().map(EscapeRule::name).distinct().toList();
    Require.that(names.size() == escapes.size(), "escapes", escapes, "must have distinct names");
    Require.that(names.containsAll(until), "until", until, "must name escapes, of " + names);
    Require.that(
        expectedSteps >= 1 && expectedSteps <= maxSteps,
        "expectedSteps",
        expectedSteps,
        "must be in [1, maxSteps]");
  }

  /** A phase without noise and escapes, which lasts its whole length. */
  public Phase(
      String name,
      long maxSteps,
      int trainExamples,
      double dataFraction,
      TestSet testSet,
      double learningRate,
      Schedule schedule,
      double weightDecay,
      double l2,
      OptimizerState optimizerState,
      BatchStream batchStream) {
    this(
        name,
        maxSteps,
        trainExamples,
        dataFraction,
        testSet,
        learningRate,
        schedule,
        weightDecay,
        l2,
        optimizerState,
        batchStream,
        0,
        0,
        List.of(),
        List.of(),
        maxSteps);
  }

  /** The same phase with escapes. */
  public Phase watching(List<EscapeRule> rules, List<String> endsAt, long stepsExpected) {
    return with(maxSteps, rules, endsAt, stepsExpected);
  }

  /** The same phase of another length, all of which it is expected to last. */
  public Phase lasting(long steps) {
    return with(steps, escapes, until, steps);
  }

  private Phase with(long length, List<EscapeRule> rules, List<String> endsAt, long stepsExpected) {
    return new Phase(
        name,
        length,
        trainExamples,
        dataFraction,
        testSet,
        learningRate,
        schedule,
        weightDecay,
        l2,
        optimizerState,
        batchStream,
        gradientNoise,
        startNoise,
        rules,
        endsAt,
        stepsExpected);
  }

  /** Whether the confirmation of an escape ends the phase. */
  public boolean endsAt(EscapeRule rule) {
    return until.contains(rule.name());
  }
}
