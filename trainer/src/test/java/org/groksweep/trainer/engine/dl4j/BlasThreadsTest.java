package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products and LAPACK calls of both engines' libraries stay on the thread that asks for them, in a
 * process whose environment says nothing of threads.
 */
@Tag("slow")
class BlasThreadsTest {

  private static final Logger LOG = LoggerFactory.getLogger(BlasThreadsTest.class);

  /** Two threads that share the work would give 1; the JVM's own threads take some 0.05. */
  private static final double MOST_OTHERS = 0.4;

  @Test
  void noLibraryStartsThreadsOfItsOwn() throws Exception {
    assumeThat(Path.of("/proc/self/maps")).exists();
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            BlasThreads.class.getName());
    builder.environment().keySet().removeIf(name -> name.endsWith("_NUM_THREADS"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    output.lines().forEach(LOG::info);

    List<String> figures = output.lines().filter(line -> line.contains(" of ")).toList();
    assertThat(figures).hasSize(6);
    for (String figure : figures) {
      // A hair below 0 where the process's clock is coarser than the thread's.
      double others = Double.parseDouble(figure.replaceAll(".*: (-?[0-9.]+) of .*", "$1"));
      assertThat(others).as(figure).isLessThan(MOST_OTHERS);
    }
    // Both are governed: see NativeBackend. A third would not be.
    assertThat(output.lines().filter(line -> line.startsWith("library libopenblas")))
        .containsExactlyInAnyOrder("library libopenblas_nolapack.so.0", "library libopenblas.so.0");
  }
}
