package org.groksweep.trainer.data;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;

/** The task {@code modular}: arithmetic modulo p on all pairs of residues. */
public final class ModularFamily implements TaskFamily {

  @Override
  public String type() {
    return ModularTask.TYPE;
  }

  @Override
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.integer(
            "task.modulus",
            new Range(2, true, ModularTask.MAX_MODULUS, true),
            "dimensionless",
            "p of a ∘ b mod p: p classes, 2p inputs; prime where the operation divides."));
    keys.add(
        Key.choice(
                "task.operation",
                Choices.of(ModularTask.Operation.class),
                "∘ of a ∘ b mod p; divide leaves out the pairs with b = 0. In the polynomials a is x"
                    + " and b is y: x3PlusXy2PlusY is x³ + xy² + y.")
            .withDefault(Choices.key(ModularTask.Operation.ADD)));
    keys.addAll(LabelKeys.keys());
    return keys;
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new ModularTask(
        settings.integer("modulus"),
        settings.choice("operation", ModularTask.Operation.class),
        settings.choice("labels", LabelSource.class),
        settings.integer("labelSeed"));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.COMPLEMENT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    ModularTask task = (ModularTask) spec;
    int[] results = new ModularTable(task.modulus(), task.operation()).results();
    int[] labels = task.labels().labels(results, task.modulus(), task.labelSeed());
    return new PairExamples(
        task.modulus(), task.operation() == ModularTask.Operation.DIVIDE ? 1 : 0, labels);
  }
}
