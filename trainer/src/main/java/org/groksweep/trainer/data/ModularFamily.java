package org.groksweep.trainer.data;

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
    return List.of(
        Key.integer(
            "task.modulus",
            new Range(2, true, ModularTask.MAX_MODULUS, true),
            "dimensionless",
            "p of a ∘ b mod p: p classes, 2p inputs; prime for divide."),
        Key.choice(
                "task.operation",
                Choices.of(ModularTask.Operation.class),
                "∘ of a ∘ b mod p; divide leaves out the pairs with b = 0.")
            .withDefault(Choices.key(ModularTask.Operation.ADD)));
  }

  @Override
  public TaskSpec spec(Settings settings) {
    return new ModularTask(
        settings.integer("modulus"), settings.choice("operation", ModularTask.Operation.class));
  }

  @Override
  public TestSet defaultTestSet() {
    return TestSet.COMPLEMENT;
  }

  @Override
  public Examples examples(TaskSpec spec) {
    return new ModularExamples((ModularTask) spec);
  }
}
