package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.engine.dl4j.Dl4jEngine;
import org.groksweep.trainer.engine.lockstep.LockstepEngine;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that trains thousands of tiny trials, one after the other, keeps nothing of them. */
@Tag("slow")
class MemoryTest {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryTest.class);
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int FIRST = 400;
  private static final int LAST = 2000;
  private static final int STEPS = 5;

  /**
   * One that is not given back keeps its buffers for rows too, tens of kilobytes. Deeplearning4j
   * was seen to keep 740 to 2,200 bytes of each.
   */
  private static final double MOST_HEAP_BYTES = 5000;

  /** Those of Deeplearning4j that are not given back cost 4.5 MB each beside the heap. */
  private static final double MOST_OTHER_BYTES = 30_000;

  /** An engine and a spec whose seed is replaced. */
  private record Kind(Engine engine, TrialSpec spec, Examples examples) {
    @Override
    public String toString() {
      return engine.name();
    }
  }

  static Stream<Kind> kinds() throws IOException {
    Phase phase = DeepLinearSpecs.phase("learn", 1000, 0.15, List.of(), List.of());
    TrialSpec chain = DeepLinearSpecs.chain(0, phase);
    return Stream.of(
        new Kind(new DenseEngine(), TestSpecs.SPEC, TestSpecs.examples()),
        new Kind(new LockstepEngine(), chain, DeepLinearSpecs.examples(chain)),
        new Kind(new Dl4jEngine(), TestSpecs.SPEC, TestSpecs.examples()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void memoryStaysFlatOverTwoThousandTrials(Kind kind) throws IOException {
    assumeThat(STATUS).exists();
    // The heap and the compiler's own memory grow at first, which is not what this is about.
    train(kind, 0, FIRST);
    double heapBefore = heapBytes();
    double otherBefore = otherBytes();
    train(kind, FIRST, LAST);
    double heap = (heapBytes() - heapBefore) / (LAST - FIRST);
    double other = (otherBytes() - otherBefore) / (LAST - FIRST);
    LOG.info(
        "{}: {} MB in the heap and {} MB beside it after {} trials; {} and {} bytes more for each"
            + " of the next {}",
        kind,
        Math.round(heapBefore / 1e6),
        Math.round(otherBefore / 1e6),
        FIRST,
        Math.round(heap),
        Math.round(other),
        LAST - FIRST);
    assertThat(heap).as("bytes of heap a trial").isLessThan(MOST_HEAP_BYTES);
    // The others have nothing but their arrays; the first kind still fills the heap with garbage.
    if (kind.engine() instanceof Dl4jEngine) {
      assertThat(other).as("bytes beside the heap a trial").isLessThan(MOST_OTHER_BYTES);
    }
  }

  private static void train(Kind kind, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      TrialSpec spec = TestSpecs.withSeed(kind.spec(), seed);
      try (Learner learner = kind.engine().learner(spec, kind.examples())) {
        learner.beginPhase(0);
        for (int step = 0; step < STEPS; step++) {
          learner.step();
        }
        learner.measure();
      }
    }
  }

  private static double heapBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  // Resident memory less the heap's, which grows as garbage comes, to its limit.
  private static double otherBytes() throws IOException {
    double resident =
        1024.0
            * Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    return resident - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
