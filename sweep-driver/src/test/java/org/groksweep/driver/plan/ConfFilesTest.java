package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.SweepConfig;
import org.junit.jupiter.api.Test;

class ConfFilesTest {

  private static final Path CONF = Path.of(System.getProperty("groksweep.root"), "conf");
  private static final Map<String, Long> TRIALS =
      Map.ofEntries(
          Map.entry("smoke.yaml", 4L),
          Map.entry("quickstart.yaml", 396L),
          Map.entry("modular.yaml", 78L),
          Map.entry("ungrokking-pretraining.yaml", 1L),
          Map.entry("ungrokking.yaml", 12L),
          Map.entry("fashion.yaml", 384L),
          Map.entry("arrhenius.yaml", 1200L),
          Map.entry("trapped-rank-one.yaml", 1000L),
          Map.entry("staged-escape.yaml", 800L),
          Map.entry("hysteresis.yaml", 9L),
          Map.entry("hysteresis-thermal.yaml", 75L),
          Map.entry("minibatch-escape.yaml", 800L),
          Map.entry("absorbing.yaml", 80L),
          Map.entry("subsampling.yaml", 20L),
          Map.entry("nonlinear-escape.yaml", 800L),
          Map.entry("barrier-by-depth.yaml", 4800L));

  @Test
  void everyFileHasAStatedNumberOfTrials() throws Exception {
    try (Stream<Path> files = Files.list(CONF)) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(configs)
          .extracting(file -> file.getFileName().toString())
          .hasSameElementsAs(TRIALS.keySet());
      for (Path file : configs) {
        SweepConfig config = ConfigReader.read(file, List.of());
        if (lacksItsData(file)) {
          continue;
        }

        assertThat(SweepPlanner.standard().plan(config).trials())
            .as(file.toString())
            .isEqualTo(TRIALS.get(file.getFileName().toString()));
      }
    }
  }

  /** The images are a package of Debian's that not every machine has. */
  private static boolean lacksItsData(Path file) {
    return file.endsWith("fashion.yaml")
        && !Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist"));
  }

  @Test
  void theCanonicalConfigReadsBackAsItself() throws Exception {
    for (String name : TRIALS.keySet()) {
      SweepConfig config = ConfigReader.read(CONF.resolve(name), List.of());
      SweepConfig again =
          ConfigReader.read(
              "stored",
              config.canonicalJson(),
              List.of(),
              org.groksweep.driver.config.Families.load());
      assertThat(again.canonicalJson()).isEqualTo(config.canonicalJson());
    }
  }
}
