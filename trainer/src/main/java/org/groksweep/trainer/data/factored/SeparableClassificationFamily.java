package org.groksweep.trainer.data.factored;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code separable-classification}. */
public final class SeparableClassificationFamily implements TaskFamily {

  @Override
  public String type() {
    return SeparableClassification.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.choice(
                "task.kind",
                Choices.of(Kind.class),
                "sparse: signs, of which the first k decide; largeMargin: normal numbers, pushed"
                    + " apart by γ along a random direction.")
            .withDefault(Choices.key(Kind.SPARSE)),
        Key.integer("task.dimension", Range.atLeast(1), "numbers", "d, numbers in an input."),
        Key.integer(
            "task.examples", Range.atLeast(1), "examples", "Points that can be trained on."),
        Key.integer("task.testExamples", Range.atLeast(0), "examples", "Points of the hold-out.")
            .withDefault(2000L),
        Key.integer(
                "task.sparsity",
                Range.atLeast(1),
                "coordinates",
                "k of sparse: odd, so that no sum of signs is zero.")
            .withDefault(3L),
        Key.number("task.margin", Range.ABOVE_ZERO, "input", "γ of largeMargin.").withDefault(25.0),
        Key.integer(
                "task.dataSeed",
                Range.atLeast(0),
                "dimensionless",
                "Seed of the points: the same for every trial seed.")
            .withDefault(0L));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new SeparableClassification(
        settings.choice("kind", Kind.class),
        settings.integer("dimension"),
        settings.integer("examples"),
        settings.integer("testExamples"),
        settings.integer("sparsity"),
        settings.number("margin"),
        settings.integer("dataSeed"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.HOLD_OUT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    return new SeparablePoints((SeparableClassification) spec);
  }
}
