package org.groksweep.trainer.engine.dl4j;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Trains multi-layer perceptrons, deep linear and small convolutional networks as Deeplearning4j
 * networks, one thread per trial. Where ND4J's native library does not load, its use is a
 * LinkageError.
 */
public final class Dl4jEngine implements Engine {

  public static final String NAME = "dl4j";

  /** Rises whenever a trajectory changes, with Deeplearning4j's version too. */
  static final int NUMERICS_VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean startsFromWeights() {
    return true;
  }

  @Override
  public boolean supports(TrialSpec spec) {
    boolean known =
        spec.model() instanceof MultiLayerPerceptron
            || spec.model() instanceof DeepLinear
            || spec.model() instanceof ConvolutionalNetwork;
    return known && PlainTraining.isAll(spec);
  }

  /**
   * "dl4j-" and the numerics version, the BLAS build, and a checksum of what ND4J's kernels make of
   * fixed numbers in both precisions, such as "dl4j-1/openblas-0.3.31/1f0c9a3e".
   */
  @Override
  public String numericsFingerprint() {
    NativeBackend backend = NativeBackend.ofProcess();
    return "%s-%d/%s/%08x".formatted(NAME, NUMERICS_VERSION, backend.build(), backend.checksum());
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    NativeBackend.ofProcess().confineThisThread();
    return new Dl4jLearner(spec, examples);
  }
}
