package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is inside groksweep.jar, and what is not. */
class JarIT {

  @Test
  void noClassOfSparksJarsIsInTheJar() throws IOException {
    Set<String> ours = classesOf(GroksweepJar.file());
    Set<String> sparks = new HashSet<>();
    for (String jar : GroksweepJar.sparkClassPath().split(":")) {
      sparks.addAll(classesOf(Path.of(jar)));
    }

    assertThat(sparks).contains("org/apache/spark/sql/SparkSession.class");
    ours.retainAll(sparks);
    assertThat(ours).isEmpty();
  }

  @Test
  void whatAClusterMayHaveInAnotherVersionIsRelocated() throws IOException {
    assertThat(classesOf(GroksweepJar.file()))
        .noneMatch(
            name ->
                name.startsWith("com/fasterxml/")
                    || name.startsWith("picocli/")
                    || name.startsWith("org/hipparchus/")
                    || name.startsWith("org/snakeyaml/")
                    || name.startsWith("com/ezylang/")
                    || name.startsWith("org/slf4j/")
                    || name.startsWith("scala/")
                    || name.startsWith("org/apache/hadoop/")
                    || name.startsWith("org/apache/parquet/"));
  }

  @Test
  void servicesOfTheModulesAreMerged() throws IOException {
    try (JarFile jar = new JarFile(GroksweepJar.file().toFile())) {
      for (String service :
          Set.of(
              "org.groksweep.trainer.data.TaskFamily",
              "org.groksweep.trainer.engine.ModelFamily")) {
        assertThat(jar.getEntry("META-INF/services/" + service)).as(service).isNotNull();
      }
    }
  }

  @Test
  void noSignatureIsLeftThatTheJarNoLongerFits() throws IOException {
    try (JarFile jar = new JarFile(GroksweepJar.file().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
          .contains("META-INF/LICENSE");
    }
  }

  private static Set<String> classesOf(Path jar) throws IOException {
    assertThat(Files.size(jar)).isPositive();
    try (JarFile entries = new JarFile(jar.toFile())) {
      return entries.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .filter(name -> !name.equals("module-info.class"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }
}
