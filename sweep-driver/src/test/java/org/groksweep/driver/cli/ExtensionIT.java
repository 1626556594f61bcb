package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's jar with a task, a model and its engine, and a probe, compiled against groksweep.jar
 * alone: by the launcher, and by spark-submit on a cluster.
 */
@Tag("spark")
class ExtensionIT {

  private static final Path SOURCES =
      GroksweepJar.root().resolve("sweep-driver/src/test/resources/example");

  private static final Map<String, String> SERVICES =
      Map.of(
          "org.groksweep.trainer.data.TaskFamily", "example.ParityFamily",
          "org.groksweep.trainer.engine.ModelFamily", "example.PerceptronFamily",
          "org.groksweep.trainer.engine.Engine", "example.PerceptronEngine",
          "org.groksweep.trainer.probe.Probe", "example.LargestWeight");

  private static final String TASK =
      """
      name: extended
      task: {type: parity, bits: 6, dataFraction: 0.5}
      optimizer: {type: sgd, learningRate: 0.1}
      maxSteps: 20
      seeds: 2
      probes: [largestWeight]
      """;

  private static final String BY_DENSE = TASK + "model: {type: mlp, depth: 2, width: 8}\n";
  private static final String BY_ITSELF = TASK + "model: {type: perceptron, margin: 1}\n";

  private static final String QUESTION =
      "SELECT engine, count(*) AS trials, count(final_largest_weight) AS probed,"
          + " sum(steps) AS steps FROM trials GROUP BY engine";

  // The jar is made once, since a compilation takes seconds.
  @TempDir static Path folder;

  private static Path jar;

  @BeforeAll
  static void makeTheJar() throws IOException {
    jar = makeJar(folder.resolve("my classes"), folder.resolve("my extension.jar"));
  }

  @Test
  @Tag("slow")
  void theLauncherTakesJars() throws Exception {
    Path config = Files.writeString(folder.resolve("dense.yaml"), BY_DENSE);
    ProcessResult run = sweep("run", config.toString(), "--out", "dense");
    assertThat(run.exitCode()).as(run.output()).isZero();

    ProcessResult query = sweep("sql", "dense", QUESTION, "--format", "csv");
    assertThat(query.output()).contains("dense,2,2,40");
    ProcessResult probed =
        sweep(
            "sql", "dense", "SELECT min(largest_weight) > 0 AS p FROM metrics", "--format", "csv");
    assertThat(probed.output()).contains("p\ntrue\n");
  }

  @Test
  void aModelBringsItsEngine() throws Exception {
    Path config = Files.writeString(folder.resolve("itself.yaml"), BY_ITSELF);
    ProcessResult tried = sweep("try", config.toString());
    assertThat(tried.exitCode()).as(tried.output()).isZero();
    assertThat(tried.output()).contains("by engine perceptron", "COMPLETED after 20 steps");
  }

  @Test
  void withoutTheJarItsTypesAreUnknown() throws Exception {
    Path config = Files.writeString(folder.resolve("without.yaml"), BY_DENSE);
    ProcessResult plan = ProcessResult.of(folder, Map.of(), launcher(), "plan", config.toString());
    assertThat(plan.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(plan.output())
        .contains("task.type: parity must be one of", "probes: largestWeight must be one of");
  }

  @Test
  void aJarThatIsNotThereIsTheUsersError() throws Exception {
    ProcessResult plan =
        ProcessResult.of(
            folder, Map.of("SWEEP_JARS", jar + ":/no/such.jar"), launcher(), "plan", "x.yaml");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(plan.output()).contains("SWEEP_JARS: '/no/such.jar' is no readable file");
  }

  @Test
  @Tag("slow")
  void aClusterGetsThemBySparkSubmit() throws Exception {
    Path config = Files.writeString(folder.resolve("cluster.yaml"), BY_ITSELF);
    Path out = folder.resolve("cluster");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("spark home"))) {
      ProcessResult run =
          cluster.submitWith(
              List.of("--jars", jar.toUri().toString()),
              "run",
              config.toString(),
              "--out",
              out.toString());
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    ProcessResult query = sweep("sql", out.toString(), QUESTION, "--format", "csv");
    assertThat(query.output()).contains("perceptron,2,2,40");
  }

  /** What the page shows is what is tested here. */
  @Test
  void theTrainersPageShowsTheseSources() throws IOException {
    String page = Files.readString(GroksweepJar.root().resolve("trainer/README.md"));
    for (String source : List.of("ParityFamily.java", "LargestWeight.java")) {
      assertThat(page).contains("```java\n" + Files.readString(SOURCES.resolve(source)) + "```");
    }
  }

  private static ProcessResult sweep(String... arguments) throws Exception {
    String[] command =
        Stream.concat(Stream.of(launcher()), Stream.of(arguments)).toArray(String[]::new);
    return ProcessResult.of(folder, Map.of("SWEEP_JARS", jar.toString()), command);
  }

  private static String launcher() {
    return GroksweepJar.root().resolve("sweep").toString();
  }

  private static Path makeJar(Path classes, Path file) throws IOException {
    Files.createDirectories(classes);
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", GroksweepJar.file().toString(), "-d", classes.toString(), "-Werror"));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).sorted().forEach(arguments::add);
    }
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(errors).isZero();
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path each : compiled.filter(Files::isRegularFile).sorted().toList()) {
        put(entries, classes.relativize(each).toString(), Files.readAllBytes(each));
      }
      for (Map.Entry<String, String> service : SERVICES.entrySet()) {
        put(
            entries,
            "META-INF/services/" + service.getKey(),
            service.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static void put(JarOutputStream entries, String name, byte[] content) throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(content);
    entries.closeEntry();
  }
}
