package org.groksweep.driver.config;

import static org.groksweep.trainer.spec.Key.Range.ABOVE_ZERO;
import static org.groksweep.trainer.spec.Key.Range.ANY;
import static org.groksweep.trainer.spec.Key.Range.atLeast;
import static org.groksweep.trainer.spec.Key.choice;
import static org.groksweep.trainer.spec.Key.flag;
import static org.groksweep.trainer.spec.Key.integer;
import static org.groksweep.trainer.spec.Key.names;
import static org.groksweep.trainer.spec.Key.number;
import static org.groksweep.trainer.spec.Key.text;

import java.util.List;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TestSet;

/**
 * The keys that no family declares: the one source of their meaning, range and default. A "*" in a
 * path stands for a name or an index.
 */
final class GeneralKeys {

  private static final Range FRACTION = new Range(0, false, 1, true);
  private static final Range MOMENTUM = new Range(0, true, 1, false);
  private static final String NO_UNIT = "dimensionless";

  /** What decides a trial and may be an axis or, where a number, an expression. */
  static final List<Key> TRIAL =
      List.of(
          number(
              "task.dataFraction",
              FRACTION,
              NO_UNIT,
              "Training examples as a share of those available, rounded half up to a count; this or"
                  + " trainExamples."),
          integer(
              "task.trainExamples",
              atLeast(1),
              "examples",
              "The first so many of the seed's order are trained on; this or dataFraction."),
          choice(
              "task.testSet",
              Choices.of(TestSet.class),
              "On what generalization is measured: complement is every example not trained on,"
                  + " holdOut the task's own set. Default: the task's."),
          choice("loss", Choices.of(Loss.class), "What is minimized, a mean over the batch.")
              .withDefault(Choices.key(Loss.CROSS_ENTROPY)),
          choice(
              "optimizer.type",
              List.of("sgd", "adam", "adamw"),
              "The update rule; adamw is adam with weightDecay beside it."),
          number(
              "optimizer.learningRate", ABOVE_ZERO, "weight per update", "η, before the schedule."),
          number(
                  "optimizer.weightDecay",
                  atLeast(0),
                  "1/step per unit η",
                  "Decoupled: w ← w − η·weightDecay·w beside the update.")
              .withDefault(0.0),
          number(
                  "optimizer.l2",
                  atLeast(0),
                  "loss per squared weight",
                  "Coupled: adds (l2/2)·Σw² to the loss, so it goes through the optimizer.")
              .withDefault(0.0),
          number(
                  "optimizer.gradientNoise",
                  atLeast(0),
                  "squared gradient",
                  "Variance per coordinate of the Gaussian that is added to the gradient at each"
                      + " update.")
              .withDefault(0.0),
          number("optimizer.momentum", MOMENTUM, NO_UNIT, "Of sgd: v ← momentum·v + gradient.")
              .withDefault(Sgd.DEFAULT_MOMENTUM),
          number("optimizer.beta1", MOMENTUM, NO_UNIT, "Of adam and adamw: decay of the mean.")
              .withDefault(Adam.DEFAULT_BETA1),
          number("optimizer.beta2", MOMENTUM, NO_UNIT, "Of adam and adamw: decay of the square.")
              .withDefault(Adam.DEFAULT_BETA2),
          number("optimizer.epsilon", ABOVE_ZERO, "gradient", "Of adam and adamw: added to √v̂.")
              .withDefault(Adam.DEFAULT_EPSILON),
          flag("optimizer.decayBiases", "Whether weightDecay and l2 apply to biases too.")
              .withDefault(true),
          integer(
                  "schedule.warmupSteps",
                  atLeast(0),
                  "steps",
                  "Linear rise of the learning rate at the start of each phase; 0 is none.")
              .withDefault(Schedule.NONE.warmupSteps()),
          choice(
                  "schedule.decay",
                  Choices.of(Schedule.Decay.class),
                  "What follows the warm-up, to the end of the phase.")
              .withDefault(Choices.key(Schedule.NONE.decay())),
          number(
                  "schedule.finalFactor",
                  new Range(0, true, 1, true),
                  NO_UNIT,
                  "Of cosine: the learning rate's factor at the phase's last step.")
              .withDefault(Schedule.NONE.finalFactor()),
          choice(
                  "batch.sampling",
                  Choices.of(Batching.Sampling.class),
                  "How an update's examples are drawn.")
              .withDefault(Choices.key(Batching.FULL.sampling())),
          integer(
              "batch.size",
              atLeast(1),
              "examples",
              "Examples per update; must be given under every sampling but full."),
          choice("precision", Choices.of(Precision.class), "The arithmetic's floating-point type.")
              .withDefault(Choices.key(Precision.FLOAT32)),
          integer("maxSteps", atLeast(1), "steps", "Length of a phase: the budget."),
          integer(
                  "expectedSteps",
                  atLeast(1),
                  "steps",
                  "How long a phase that ends at a passage lasts on average: it sizes the bundles,"
                      + " and is no part of a trial's id.")
              .otherwise("maxSteps"),
          names("until", "Escapes of which the first to be confirmed ends a phase.")
              .otherwise("none: a phase lasts maxSteps"),
          text(
                  StartAssembler.KEY,
                  "Saved weights that a trial begins at: an npz file, as save or numpy.savez writes"
                      + " it. Its contents are part of a trial's id, its path is not.")
              .otherwise("the model's own scheme"),
          number("constants.*", ANY, NO_UNIT, "A name of your own for expressions."));

  /** Further keys of a phase, beside those that it shares with the trial. */
  static final List<Key> PHASE =
      List.of(
          choice(
                  "phases.*.optimizerState",
                  Choices.of(Phase.OptimizerState.class),
                  "What becomes of the optimizer's momenta at the phase's start.")
              .withDefault(Choices.key(Phase.OptimizerState.KEEP)),
          choice(
                  "phases.*.batchStream",
                  Choices.of(Phase.BatchStream.class),
                  "What becomes of the order of batches at the phase's start.")
              .withDefault(Choices.key(Phase.BatchStream.CONTINUE)),
          number(
                  "phases.*.startNoise",
                  atLeast(0),
                  "weight",
                  "Standard deviation of the Gaussian that is added to every parameter at the"
                      + " phase's start.")
              .withDefault(0.0));

  /** What is watched for at every step; a threshold is one of above and below. */
  static final List<Key> ESCAPES =
      List.of(
          text(
              "escapes.*.metric",
              "What is watched, such as train_loss or singular_values_2; which ones depends on the"
                  + " engine."),
          number("escapes.*.above", ANY, "the metric's", "Threshold; this or below.")
              .otherwise("below"),
          number("escapes.*.below", ANY, "the metric's", "Threshold; this or above.")
              .otherwise("above"),
          number(
                  "escapes.*.reset",
                  ANY,
                  "the metric's",
                  "A crossing is forgotten where the metric comes back over this within the dwell.")
              .otherwise("the threshold"),
          integer(
                  "escapes.*.dwell",
                  atLeast(0),
                  "steps",
                  "Steps after which a crossing is confirmed; its step stays the first.")
              .withDefault(0L),
          names(
                  "escapes.*.phases",
                  "Phases in which it is watched; a walk's name stands for all of the walk.")
              .otherwise("all phases"));

  /** Keys of the trial that a phase may override, by their short or sectioned name. */
  static final List<String> OVERRIDABLE =
      List.of(
          "task.dataFraction",
          "task.trainExamples",
          "task.testSet",
          "optimizer.learningRate",
          "optimizer.weightDecay",
          "optimizer.l2",
          "optimizer.gradientNoise",
          "schedule.warmupSteps",
          "schedule.decay",
          "schedule.finalFactor",
          "maxSteps",
          "expectedSteps",
          "until");

  static final List<Key> STOP =
      List.of(
          text("stop.*.when.metric", "A column of the metrics table."),
          number("stop.*.when.above", ANY, "the metric's", "Threshold; this or below."),
          number("stop.*.when.below", ANY, "the metric's", "Threshold; this or above."),
          integer("stop.*.when.dwell", atLeast(1), "looks", "Looks for which it must hold.")
              .withDefault((long) PassageRule.DEFAULT_DWELL),
          integer("stop.*.every", atLeast(1), "steps", "Distance of the looks.")
              .withDefault(StopRule.DEFAULT_EVERY),
          integer("stop.*.extraSteps", atLeast(0), "steps", "Steps to go on for afterwards.")
              .withDefault(StopRule.DEFAULT_EXTRA_STEPS));

  /** How trials are watched: no axes, no expressions, no part of a trial's identity. */
  static final List<Key> OBSERVATION =
      List.of(
          number(
                  "recording.ratio",
                  new Range(1, false, Double.POSITIVE_INFINITY, false),
                  NO_UNIT,
                  "Geometric spacing: after step s comes ⌈ratio·s⌉. The default holds where every"
                      + " is not given.")
              .withDefault(Recording.DEFAULT_RATIO),
          integer("recording.every", atLeast(1), "steps", "Even spacing, beside ratio if both."),
          number(
                  "recording.maxEvaluationShare",
                  ABOVE_ZERO,
                  NO_UNIT,
                  "Share of training arithmetic that geometric recording may cost; the ratio is"
                      + " widened until it fits.")
              .withDefault(Recording.DEFAULT_MAX_EVALUATION_SHARE),
          text("passages.*.metric", "A column of the metrics table."),
          number("passages.*.above", ANY, "the metric's", "Threshold; this or below."),
          number("passages.*.below", ANY, "the metric's", "Threshold; this or above."),
          integer("passages.*.dwell", atLeast(1), "records", "Records for which it must hold.")
              .withDefault((long) PassageRule.DEFAULT_DWELL));

  private GeneralKeys() {}
}
