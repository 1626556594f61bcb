package org.groksweep.trainer.data;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code permutations}: composition on all pairs of a symmetric group. */
public final class PermutationsFamily implements TaskFamily {

  private static final long DEFAULT_DEGREE = 5;

  @Override
  public String type() {
    return PermutationsTask.TYPE;
  }

  @Override
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.integer(
                "task.degree",
                new Range(2, true, PermutationsTask.MAX_DEGREE, true),
                "dimensionless",
                "Number of things that are permuted: degree! classes, twice as many inputs.")
            .withDefault(DEFAULT_DEGREE));
    keys.add(
        Key.choice(
                "task.operation",
                Choices.of(PermutationsTask.Operation.class),
                "compose: a·b, a applied first; conjugate: a·b·a⁻¹; abaProduct: a·b·a.")
            .withDefault(Choices.key(PermutationsTask.Operation.COMPOSE)));
    keys.addAll(LabelKeys.keys());
    return keys;
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new PermutationsTask(
        settings.integer("degree"),
        settings.choice("operation", PermutationsTask.Operation.class),
        settings.choice("labels", LabelSource.class),
        settings.integer("labelSeed"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.COMPLEMENT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    PermutationsTask task = (PermutationsTask) spec;
    SymmetricGroup group = new SymmetricGroup(task.degree());
    int[] results = group.results(task.operation());
    int[] labels = task.labels().labels(results, group.order(), task.labelSeed());
    return new PairExamples(group.order(), 0, labels);
  }
}
