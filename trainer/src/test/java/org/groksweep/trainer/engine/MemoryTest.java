package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Tag("slow")
class MemoryTest {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryTest.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int NETWORKS = 200;

  /**
   * Networks that are not given back cost 4.5 MB each (measured on such small ones): 900 MB over
   * the test.
   */
  private static final double MOST_MEGABYTES = 60;

  @Test
  void memoryStaysFlatOverManyNetworks() throws IOException {
    assumeThat(STATUS).exists();
    Engine engine = new Dl4jEngine();
    // The heap itself grows at first, which is not what this is about.
    train(engine, NETWORKS);
    double before = residentMegabytes();
    train(engine, NETWORKS);
    double after = residentMegabytes();
    LOG.info(
        "resident: {} MB after {} networks, {} MB after as many more", before, NETWORKS, after);
    assertThat(after - before).isLessThan(MOST_MEGABYTES);
  }

  private static void train(Engine engine, int networks) {
    for (int i = 0; i < networks; i++) {
      try (Learner learner =
          engine.learner(TestSpecs.withSeed(TestSpecs.SPEC, i), TestSpecs.examples())) {
        learner.beginPhase(0);
        for (int step = 0; step < 20; step++) {
          learner.step();
        }
        learner.measure();
      }
    }
  }

  private static double residentMegabytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
