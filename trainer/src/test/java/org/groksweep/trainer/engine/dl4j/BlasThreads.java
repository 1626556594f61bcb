package org.groksweep.trainer.engine.dl4j;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program that multiplies and factorizes matrices with both engines' libraries on a pool's
 * thread, as an executor would, and prints for each the CPU seconds that all other threads took per
 * second of its own; then the OpenBLAS libraries that the process has mapped.
 */
final class BlasThreads {

  private static final double NANO = 1e-9;
  private static final long WINDOW_NANOS = 1_000_000_000;
  private static final int SIZE = 400;

  private BlasThreads() {}

  public static void main(String[] arguments) throws Exception {
    // Loaded on one thread, used on another: some settings are each thread's own.
    new DenseEngine().numericsFingerprint();
    NativeBackend.ofProcess();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      pool.submit(BlasThreads::measure).get();
    } finally {
      pool.shutdown();
    }
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .filter(path -> path.matches(".*/lib(openblas|lapack|mkl|blas)[^/]*"))
          .map(path -> "library " + Path.of(path).getFileName())
          .distinct()
          .forEach(System.out::println);
    }
  }

  private static Void measure() throws IOException {
    NativeBackend.ofProcess().confineThisThread();
    RandomStream draws =
        new RandomStream(SeedStreams.of(1), org.groksweep.trainer.spec.Stream.INIT);
    double[] values = new double[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = draws.gaussian(0, i);
    }
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      try (INDArray matrix = Nd4j.create(values, new long[] {SIZE, SIZE}, type)) {
        print("product " + type, () -> matrix.mmul(matrix).close());
        // ND4J's LAPACK calls go to OpenBLAS' own.
        print("svd " + type, () -> factorize(matrix));
        print("functions " + type, () -> Nd4j.math().tanh(matrix.dup()).close());
      }
    }
    return null;
  }

  private static void factorize(INDArray matrix) {
    try (INDArray copy = matrix.dup('f');
        INDArray singular = Nd4j.create(matrix.dataType(), SIZE)) {
      Nd4j.getBlasWrapper().lapack().gesvd(copy, singular, null, null);
    }
  }

  private static void print(String name, Runnable work) {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    // The compilers' threads are busy at first.
    spin(work);
    long all = process.getProcessCpuTime();
    long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    spin(work);
    own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own;
    all = process.getProcessCpuTime() - all;
    System.out.printf(
        Locale.ROOT, "%s: %.3f of %.2f s%n", name, (all - own) / (double) own, own * NANO);
  }

  private static void spin(Runnable work) {
    long end = System.nanoTime() + WINDOW_NANOS;
    do {
      work.run();
    } while (System.nanoTime() < end);
  }
}
