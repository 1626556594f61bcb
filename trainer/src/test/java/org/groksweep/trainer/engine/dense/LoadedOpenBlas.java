package org.groksweep.trainer.engine.dense;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A program that loads the dense engine alone and prints which OpenBLAS libraries its process has
 * mapped. A test's own process may have others' besides: ND4J maps one of its own.
 */
final class LoadedOpenBlas {

  private LoadedOpenBlas() {}

  public static void main(String[] args) throws IOException {
    new DenseEngine().numericsFingerprint();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .filter(path -> path.matches(".*/libopenblas[^/]*"))
          .map(path -> Path.of(path).getFileName().toString())
          .distinct()
          .forEach(System.out::println);
    }
  }
}
