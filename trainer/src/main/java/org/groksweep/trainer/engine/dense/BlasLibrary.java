package org.groksweep.trainer.engine.dense;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.File;
import java.util.Optional;
import java.util.logging.Level;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The BLAS of this process: OpenBLAS from the classpath on one thread, or the Java one where no
 * native library loads.
 *
 * @param routines to call
 * @param build such as "openblas-0.3.31", or "java"
 */
record BlasLibrary(BLAS routines, String build) {

  private static final Logger LOG = LoggerFactory.getLogger(BlasLibrary.class);
  private static final String NETLIB_LOGGER = "dev.ludovic.netlib.blas.InstanceBuilder";
  private static final String NETLIB_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  // OpenBLAS's own bound: 100 by 100 by 100.
  private static final int MOST_OF_A_SMALL_PRODUCT = 1_000_000;

  /** The process's library, loaded at the first call. */
  static BlasLibrary ofProcess() {
    return Holder.LIBRARY;
  }

  /**
   * How products are cut for a library: into those that OpenBLAS has kernels of their own for, on
   * processors with AVX-512 unless its environment variable chooses other kernels.
   *
   * @param bytes of a number
   */
  static Tiles tiles(BLAS routines, int bytes) {
    return routines instanceof NativeBLAS && Processor.hasAvx512Kernels()
        ? new Tiles(MOST_OF_A_SMALL_PRODUCT, bytes)
        : Tiles.none(bytes);
  }

  /** The pure Java library: slower, with bits of its own. */
  static BlasLibrary java() {
    // Netlib binds its native library when any of it is first used, so the path must come before:
    // without it, it finds the system's reference BLAS, a hundred times slower.
    ofProcess();
    return javaRoutines();
  }

  private static BlasLibrary javaRoutines() {
    return new BlasLibrary(JavaBLAS.getInstance(), "java");
  }

  // A native library is a property of the process; this is its one constant.
  private static final class Holder {
    private static final BlasLibrary LIBRARY =
        openBlas()
            .orElseGet(
                () -> {
                  LOG.warn(
                      "No native BLAS on this platform ({} {}): training uses the Java one, which is"
                          + " several times slower and has its own numerics fingerprint.",
                      System.getProperty("os.name"),
                      System.getProperty("os.arch"));
                  return javaRoutines();
                });
  }

  private static Optional<BlasLibrary> openBlas() {
    try {
      File folder = new File(Loader.load(openblas_nolapack.class)).getParentFile();
      // The instance that blas_set_num_threads governs; libopenblas itself, which has LAPACK too,
      // would be a second copy of the library with threads of its own.
      File library = new File(folder, System.mapLibraryName("openblas_nolapack") + soVersion());
      if (System.getProperty(NETLIB_PATH) == null) {
        System.setProperty(NETLIB_PATH, library.getPath());
      }
      // It announces itself at level INFO, on the terminal of whoever has not configured JUL.
      java.util.logging.Logger announcer = java.util.logging.Logger.getLogger(NETLIB_LOGGER);
      announcer.setLevel(Level.WARNING);
      BLAS routines = NativeBLAS.getInstance();
      openblas_nolapack.blas_set_num_threads(1);
      return Optional.of(
          new BlasLibrary(routines, openblas_nolapack.OPENBLAS_VERSION.strip().replace(' ', '-')));
    } catch (LinkageError | RuntimeException e) {
      // Not swallowed: the caller warns, and the fingerprint tells the two libraries apart.
      LOG.debug("OpenBLAS did not load", e);
      return Optional.empty();
    }
  }

  private static String soVersion() {
    return System.getProperty("os.name").startsWith("Linux") ? ".0" : "";
  }
}
