package org.groksweep.trainer.engine.dense;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which kernels OpenBLAS chooses on this processor: the JVM cannot ask it. */
final class Processor {

  private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
  private static final Set<String> AVX512_CORES =
      Set.of("SKYLAKEX", "COOPERLAKE", "SAPPHIRERAPIDS");
  private static final Set<String> AVX512_FLAGS =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  private Processor() {}

  /** Whether they are those for AVX-512; false where it cannot be told, which is only slower. */
  static boolean hasAvx512Kernels() {
    return Holder.AVX512;
  }

  // As much a property of the process as the library that chose.
  private static final class Holder {
    private static final boolean AVX512 = hasAvx512Kernels(System.getenv(), flags());
  }

  /** The same for an environment and the processor's flags. */
  static boolean hasAvx512Kernels(Map<String, String> environment, Set<String> flags) {
    String forced = environment.get("OPENBLAS_CORETYPE");
    return forced == null
        ? flags.containsAll(AVX512_FLAGS)
        : AVX512_CORES.contains(forced.toUpperCase(Locale.ROOT));
  }

  private static Set<String> flags() {
    Path information = Path.of("/proc/cpuinfo");
    if (!Files.exists(information)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(information)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).split("\\s+"))))
          .orElse(Set.of());
    } catch (IOException e) {
      LOG.warn("{} cannot be read: matrix products go uncut to BLAS", information, e);
      return Set.of();
    }
  }
}
