package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A trial of large matrices takes one processor, where a sweep runs in this machine's processes and
 * where it runs on an executor, though the environment asks the BLAS for two.
 */
@Tag("spark")
@Tag("slow")
class OneThreadIT {

  /** Nearly all of the time goes into products of 1000 by 512 by 512. */
  private static final String CONFIG =
      """
      name: one-thread
      engine: %s
      task: {type: digits, trainExamples: 1000}
      model: {type: mlp, depth: 4, width: 512}
      optimizer: {type: sgd, learningRate: 0.01}
      recording: {every: 1000000}
      seeds: 1
      maxSteps: 10000000
      """;

  private static final String THREADS = "OPENBLAS_NUM_THREADS";

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration COMPILATION = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final int WINDOWS = 3;

  // Two threads of the BLAS give 1.96 to 1.99 in every window; the JVM's own and Spark's take some
  // 0.05, but for the compilers' at first. Others on the machine leave less than one.
  private static final double FEWEST_PROCESSORS = 0.2;
  private static final double MOST_PROCESSORS = 1.3;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dense", "dl4j"})
  void inLocalMode(String engine) throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Path out = folder.resolve("sweep");
    ProcessBuilder builder =
        new ProcessBuilder(
                GroksweepJar.root().resolve("sweep").toString(),
                "run",
                config(engine).toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put(THREADS, "2");
    builder.environment().put("OMP_NUM_THREADS", "2");
    Process sweep = builder.start();
    try {
      assertOneProcessor(
          engine + " in local mode",
          out,
          () -> CpuTime.of(Stream.concat(Stream.of(sweep.toHandle()), sweep.descendants())));
    } finally {
      sweep.descendants().forEach(ProcessHandle::destroyForcibly);
      sweep.destroyForcibly().waitFor();
    }
  }

  @Test
  void onAnExecutor() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Path out = folder.resolve("sweep");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("spark home"))) {
      cluster.begin(
          List.of(
              "--conf",
              "spark.executorEnv." + THREADS + "=2",
              "--conf",
              "spark.executorEnv.OMP_NUM_THREADS=2"),
          "run",
          config("dense").toString(),
          "--out",
          out.toString());
      assertOneProcessor("dense on an executor", out, cluster::executorTime);
    }
  }

  private Path config(String engine) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), CONFIG.formatted(engine));
  }

  private static void assertOneProcessor(String where, Path sweep, Supplier<Duration> cpuTime)
      throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!isTraining(sweep)) {
      assertThat(System.nanoTime()).as("begins to train").isLessThan(deadline);
      Thread.sleep(100);
    }
    Thread.sleep(COMPILATION.toMillis());
    List<Double> processors = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      Duration before = cpuTime.get();
      long start = System.nanoTime();
      Thread.sleep(WINDOW.toMillis());
      double spent = cpuTime.get().minus(before).toNanos();
      processors.add(spent / (System.nanoTime() - start));
    }
    System.out.printf("processors in use, %s: %s%n", where, processors);
    assertThat(isTraining(sweep)).isTrue();
    assertThat(Collections.min(processors))
        .as("processors in use, %s: %s", where, processors)
        .isBetween(FEWEST_PROCESSORS, MOST_PROCESSORS);
  }

  private static boolean isTraining(Path sweep) throws IOException {
    Path staging = sweep.resolve("_staging");
    if (!Files.exists(staging)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(staging)) {
      return files.anyMatch(file -> file.endsWith("in-flight.json"));
    }
  }
}
