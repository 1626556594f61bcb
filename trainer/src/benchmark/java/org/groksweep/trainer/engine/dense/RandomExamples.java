package org.groksweep.trainer.engine.dense;

import java.util.SplittableRandom;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;

/** Uniform inputs in [0, 1) and labels in turn, as the peer's script has them. */
final class RandomExamples implements Examples {

  private final int features;
  private final int outputs;
  private final double[] inputs;

  RandomExamples(int count, int features, int outputs) {
    this.features = features;
    this.outputs = outputs;
    this.inputs = new SplittableRandom(1).doubles((long) count * features).toArray();
  }

  @Override
  public int count() {
    return inputs.length / features;
  }

  @Override
  public int available() {
    return count();
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public int label(int example) {
    return example % outputs;
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    System.arraycopy(inputs, example * features, target, offset, features);
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    for (int i = 0; i < outputs; i++) {
      target[offset + i] = i == label(example) ? 1 : 0;
    }
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }
}
