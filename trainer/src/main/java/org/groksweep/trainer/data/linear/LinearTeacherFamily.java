package org.groksweep.trainer.data.linear;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code linear-teacher}: see {@link LinearTeacher} for the law. */
public final class LinearTeacherFamily implements TaskFamily {

  private static final Range COUNT = new Range(1, true, Integer.MAX_VALUE, true);

  @Override
  public String type() {
    return LinearTeacher.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.numbers(
            "task.singularValues",
            Range.atLeast(0),
            "output per input",
            "Of the map y = S·x + e, on its diagonal; x ~ N(0, I)."),
        Key.integer("task.inputs", COUNT, "dimensionless", "Numbers in x.")
            .otherwise("as many as singularValues"),
        Key.integer("task.outputs", COUNT, "dimensionless", "Numbers in y.")
            .otherwise("as many as singularValues"),
        Key.choice(
                "task.data",
                Choices.of(Data.class),
                "population: a few examples with exactly the law's moments, so that the gradient is"
                    + " its expectation; whitened: drawn, then transformed to exactly these moments;"
                    + " sampled: as drawn.")
            .withDefault(Choices.key(Data.POPULATION)),
        Key.integer(
                "task.examples",
                COUNT,
                "examples",
                "Of whitened and sampled: how many can be trained on; the hold-out is the"
                    + " population.")
            .withDefault(512L),
        Key.choice(
                "task.residual",
                Choices.of(Residual.class),
                "Variance of each coordinate of e: residualVariance, or what is missing to 1 in the"
                    + " output's variance.")
            .withDefault(Choices.key(Residual.VARIANCE)),
        Key.number(
                "task.residualVariance",
                Range.atLeast(0),
                "squared output",
                "Of residual: variance.")
            .withDefault(0.0),
        Key.integer(
                "task.dataSeed",
                new Range(0, true, Integer.MAX_VALUE, true),
                "dimensionless",
                "Seed of the examples: the same for every trial seed.")
            .withDefault(0L));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    List<Double> singularValues = settings.numbers("singularValues");
    return new LinearTeacher(
        singularValues,
        settings.optionalInteger("inputs").orElse(singularValues.size()),
        settings.optionalInteger("outputs").orElse(singularValues.size()),
        settings.choice("data", Data.class),
        settings.integer("examples"),
        settings.choice("residual", Residual.class),
        settings.number("residualVariance"),
        settings.integer("dataSeed"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.HOLD_OUT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    return LinearExamples.of((LinearTeacher) spec);
  }
}
