package org.groksweep.trainer.engine.dense;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;

/** Trains multi-layer perceptrons on heap arrays and BLAS, one thread per trial. */
public final class DenseEngine implements Engine {

  public static final String NAME = "dense";

  /** Rises whenever a golden trajectory changes. */
  static final int NUMERICS_VERSION = 4;

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
        spec.model() instanceof MultiLayerPerceptron || spec.model() instanceof DeepLinear;
    return known && watchable(spec).containsAll(PlainTraining.watched(spec));
  }

  @Override
  public Set<String> watchable(TrialSpec spec) {
    return WatchedMetrics.of(spec);
  }

  /**
   * "dense-" and the numerics version, the BLAS build, and a checksum of what its kernels make of
   * fixed products in both precisions: it tells core types apart by the bits that they compute,
   * such as "dense-4/OpenBLAS-0.3.31/1f0c9a3e".
   */
  @Override
  public String numericsFingerprint() {
    BlasLibrary library = BlasLibrary.ofProcess();
    return "%s-%d/%s/%08x".formatted(NAME, NUMERICS_VERSION, library.build(), checksum(library));
  }

  private static long checksum(BlasLibrary library) {
    CRC32 checksum = new CRC32();
    update(checksum, new DoubleArithmetic(library.routines(), PROBE_ROWS));
    update(checksum, new FloatArithmetic(library.routines(), PROBE_ROWS));
    return checksum.getValue();
  }

  // Sums of 301 terms that do not fill whole tiles: any other order of adding shows.
  private static final Layer PROBE = new Layer(301, 131, 0, 0, false);
  private static final int PROBE_ROWS = 83;

  private static <A> void update(CRC32 checksum, Arithmetic<A> arithmetic) {
    A input = arithmetic.allocate(PROBE_ROWS * PROBE.inputs());
    A weights = arithmetic.allocate(PROBE.weightCount());
    A output = arithmetic.allocate(PROBE_ROWS * PROBE.outputs());
    arithmetic.store(ramp(PROBE_ROWS * PROBE.inputs(), 0.37), input, 0);
    arithmetic.store(ramp(PROBE.weightCount(), 0.61), weights, 0);
    arithmetic.forwardTransposed(PROBE, PROBE_ROWS, input, 0, weights, output);
    update(checksum, arithmetic.toDoubles(output));
    arithmetic.forward(PROBE, PROBE_ROWS, input, 0, weights, output);
    update(checksum, arithmetic.toDoubles(output));
    arithmetic.backward(PROBE, PROBE_ROWS, output, weights, input);
    update(checksum, arithmetic.toDoubles(input));
    arithmetic.gradientTransposed(PROBE, PROBE_ROWS, output, input, 0, weights, 0);
    update(checksum, arithmetic.toDoubles(weights));
    arithmetic.gradient(PROBE, PROBE_ROWS, output, input, 0, weights, 0);
    update(checksum, arithmetic.toDoubles(weights));
  }

  private static void update(CRC32 checksum, double[] numbers) {
    byte[] bytes = new byte[numbers.length * Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().put(numbers);
    checksum.update(bytes);
  }

  private static double[] ramp(int length, double stride) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = i * stride % 1 - 0.5;
    }
    return values;
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    BlasLibrary library = BlasLibrary.ofProcess();
    if (spec.precision() == Precision.FLOAT32) {
      return new DenseLearner<>(
          new FloatArithmetic(library.routines(), Objective.MAX_ROWS), spec, examples);
    }
    return new DenseLearner<>(
        new DoubleArithmetic(library.routines(), Objective.MAX_ROWS), spec, examples);
  }
}
