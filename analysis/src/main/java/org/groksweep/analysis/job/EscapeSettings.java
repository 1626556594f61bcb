package org.groksweep.analysis.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.groksweep.analysis.arrhenius.EscapeSetting;
import org.groksweep.analysis.arrhenius.EscapeSetting.Noise;
import org.groksweep.analysis.arrhenius.EscapeTheory;
import org.groksweep.analysis.arrhenius.Incubation;
import org.groksweep.analysis.arrhenius.TemperatureDefinition;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.Transition;

/** What a trial's settings mean to the theory of deep linear networks. */
final class EscapeSettings {

  private static final String SINGULAR_VALUE = "singular_values_";
  private static final double VARIANCE_TOLERANCE = 1e-9;

  private EscapeSettings() {}

  /** The theory of a trial's escape; {@link EscapeTheory#NONE} where none applies. */
  static EscapeTheory theory(EscapeTrial trial) {
    return setting(trial).map(EscapeTheory::of).orElse(EscapeTheory.NONE);
  }

  /** How long a trial takes to settle in its metastable state; empty without L2. */
  static OptionalLong incubation(EscapeTrial trial) {
    double l2 = SpecReader.orZero(trial.phaseSettings(), "l2");
    return l2 > 0
        ? OptionalLong.of(Incubation.steps(l2, trial.waited().learningRate()))
        : OptionalLong.empty();
  }

  private static Optional<EscapeSetting> setting(EscapeTrial trial) {
    String metric = trial.rule().getAs("metric");
    if (!metric.startsWith(SINGULAR_VALUE) || !isPlain(trial.settings(), trial.phaseSettings())) {
      return Optional.empty();
    }
    int mode = Integer.parseInt(metric.substring(SINGULAR_VALUE.length()));
    List<Double> singularValues = singularValues(trial.settings());
    if (mode > singularValues.size()) {
      return Optional.empty();
    }
    Row model = trial.settings().getAs("model");
    Row task = trial.settings().getAs("task");
    return Optional.of(
        new EscapeSetting(
            model.<Integer>getAs("depth"),
            model.<Integer>getAs("width"),
            singularValues,
            task.<Integer>getAs("inputs"),
            task.<Integer>getAs("outputs"),
            SpecReader.orZero(trial.phaseSettings(), "l2"),
            mode,
            "ABOVE".equals(trial.rule().getAs("direction")) ? Transition.LEARN : Transition.FORGET,
            noise(trial)));
  }

  /** The modes of a deep linear network on a linear teacher, by descending singular value. */
  static List<DeepLinearMode> modes(Row settings) {
    Row model = settings.getAs("model");
    return singularValues(settings).stream()
        .map(s -> new DeepLinearMode(model.<Integer>getAs("depth"), s))
        .toList();
  }

  /**
   * Whether the theory's dynamics are a phase's: plain gradient descent at a constant rate on data
   * with exactly the law's moments.
   */
  static boolean isPlain(Row settings, Row phase) {
    Row optimizer = settings.getAs("optimizer");
    Row schedule = phase.getAs("schedule");
    Row model = settings.getAs("model");
    return "deep-linear".equals(model.getAs("type"))
        && model.<Integer>getAs("depth") >= 2
        && "linear-teacher".equals(settings.<Row>getAs("task").getAs("type"))
        && !"SAMPLED".equals(settings.<Row>getAs("task").getAs("data"))
        && "HALF_SQUARED_ERROR".equals(settings.getAs("loss"))
        && "sgd".equals(optimizer.getAs("type"))
        && optimizer.<Double>getAs("momentum") == 0
        && SpecReader.orZero(phase, "weightDecay") == 0
        && "CONSTANT".equals(schedule.getAs("decay"))
        && schedule.<Long>getAs("warmupSteps") <= 1;
  }

  private static List<Double> singularValues(Row settings) {
    Row task = settings.getAs("task");
    List<Double> values = task.getList(task.fieldIndex("singularValues"));
    return values.stream().filter(s -> s > 0).sorted(Comparator.reverseOrder()).toList();
  }

  private static Noise noise(EscapeTrial trial) {
    if (trial.definition() == TemperatureDefinition.LANGEVIN) {
      boolean full = "FULL".equals(trial.settings().<Row>getAs("batching").getAs("sampling"));
      if (trial.waited().temperature() == 0) {
        return Noise.NONE;
      }
      return full ? Noise.GRADIENT : Noise.OTHER_BATCHES;
    }
    return hasUnitVariance(trial.settings()) ? Noise.UNIT_VARIANCE_BATCHES : Noise.OTHER_BATCHES;
  }

  private static boolean hasUnitVariance(Row settings) {
    Row task = settings.getAs("task");
    List<Double> singularValues = singularValues(settings);
    double residual = SpecReader.orZero(task, "residualVariance");
    return "UNIT_OUTPUT".equals(task.getAs("residual"))
        || (singularValues.size() == 1
            && Math.abs(residual + singularValues.get(0) * singularValues.get(0) - 1)
                < VARIANCE_TOLERANCE);
  }
}
