package org.groksweep.trainer.engine.dl4j;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's native library in this process, on one thread.
 *
 * @param build its BLAS, such as "OpenBLAS-0.3.31", or the backend that computes in its place
 */
record NativeBackend(String build) {

  // Sums of 300 terms that do not fill whole tiles: any other order of adding shows.
  private static final int PROBE_ROWS = 43;
  private static final int PROBE_INNER = 301;
  private static final int PROBE_COLUMNS = 67;

  /**
   * The process's library, loaded at the first call.
   *
   * @throws LinkageError if it does not load
   */
  static NativeBackend ofProcess() {
    return Holder.BACKEND;
  }

  /** Keeps what ND4J computes for this Java thread on it: OpenMP's own setting is each thread's. */
  void confineThisThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  // A native library is a property of the process; this is its one constant.
  private static final class Holder {
    private static final NativeBackend BACKEND = load();
  }

  private static NativeBackend load() {
    // The first call loads the library, which sets OpenBLAS, the dense engine's too, to as many
    // threads as there are cores; the settings of its own threads do not undo that.
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    openblas.blas_set_num_threads(1);
    openblas_nolapack.blas_set_num_threads(1);
    // Another backend on the class path, such as CUDA's, outranks the one of the processor.
    return Nd4j.getEnvironment().isCPU()
        ? new NativeBackend(openblas_nolapack.OPENBLAS_VERSION.strip().replace(' ', '-'))
        : new NativeBackend(Nd4j.getBackend().getClass().getSimpleName());
  }

  /**
   * A checksum of what its kernels make of a fixed product and of the activations' functions, in
   * both precisions: it tells core types and C libraries apart by the bits that they compute.
   */
  long checksum() {
    CRC32 checksum = new CRC32();
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      try (INDArray left = ramp(type, PROBE_ROWS, PROBE_INNER, 0.37);
          INDArray right = ramp(type, PROBE_INNER, PROBE_COLUMNS, 0.61);
          INDArray product = left.mmul(right);
          INDArray functions = Nd4j.math().tanh(right.dup());
          INDArray tails = Nd4j.math().erfc(right.dup())) {
        for (INDArray values : new INDArray[] {product, functions, tails}) {
          double[] numbers = values.data().asDouble();
          ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
          bytes.asDoubleBuffer().put(numbers);
          checksum.update(bytes.array());
        }
      }
    }
    return checksum.getValue();
  }

  private static INDArray ramp(DataType type, int rows, int columns, double stride) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * stride % 1 - 0.5;
    }
    return Nd4j.create(values, new long[] {rows, columns}, type);
  }
}
