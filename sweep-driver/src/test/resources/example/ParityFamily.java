package example;

import java.util.List;
import org.groksweep.trainer.data.*;
import org.groksweep.trainer.spec.*;

/** Task parity: inputs are all texts of n bits, as ±1; the label is the number of ones mod 2. */
public final class ParityFamily implements TaskFamily {

  /** Its components are the task's part of a trial's id. */
  public record Parity(int bits) implements TaskSpec {
    public String type() { return "parity"; }
  }

  private record AllTexts(int bits) implements Examples {
    public int count() { return 1 << bits; }
    public int available() { return count(); }
    public int features() { return bits; }
    public int outputs() { return 2; }
    public boolean isClassification() { return true; }
    public int label(int example) { return Integer.bitCount(example) % 2; }
    public void copyInput(int example, double[] target, int offset) {
      for (int bit = 0; bit < bits; bit++) {
        target[offset + bit] = 2 * (example >> bit & 1) - 1;
      }
    }
    public void copyTarget(int example, double[] target, int offset) {
      target[offset + label(example)] = 1;
      target[offset + 1 - label(example)] = 0;
    }
    public String fingerprint() { return Fingerprint.of(this); }
  }

  public String type() { return "parity"; }
  public List<Key> keys() {
    return List.of(
        Key.integer("task.bits", new Key.Range(1, true, 16, true), "bits", "Length of an input."));
  }
  public TaskSpec spec(Settings settings) { return new Parity(settings.integer("bits")); }
  public TestSet defaultTestSet() { return TestSet.COMPLEMENT; }
  public Examples examples(TaskSpec spec) { return new AllTexts(((Parity) spec).bits()); }
}
