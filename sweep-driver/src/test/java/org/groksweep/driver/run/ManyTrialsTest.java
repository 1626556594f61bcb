package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that has trained many trials holds no more than one that has trained a few. */
@Tag("slow")
class ManyTrialsTest {

  private static final Logger LOG = LoggerFactory.getLogger(ManyTrialsTest.class);

  /** Small, so that a leak would fill it; resident as a whole, so that it adds nothing later. */
  private static final List<String> HEAP = List.of("-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch");

  /**
   * Megabytes per trial, of the line that least squares puts through the later figures. A network
   * that is not given back costs 4.5 of them off the heap, a trial's rows on it 0.02.
   */
  private static final double MOST_HEAP_SLOPE = 0.005;

  private static final double MOST_RESIDENT_SLOPE = 0.1;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource("dense, 2000, 100")
  void whatAProcessHoldsDoesNotGrow(String engine, int trials, int every) throws Exception {
    assumeThat(Path.of("/proc/self/status")).exists();
    List<double[]> rows = run(engine, trials, every);
    assertThat(rows).hasSize(trials / every);
    rows.forEach(row -> LOG.info("{}: {}", engine, Arrays.toString(row)));
    // The first half is what classes and compiled code take.
    List<double[]> later = rows.subList(rows.size() / 2, rows.size());
    double heap = slope(later, 1);
    double resident = slope(later, 2);
    LOG.info("{}: {} MB of heap and {} MB resident more per trial", engine, heap, resident);
    assertThat(heap).as("heap").isLessThan(MOST_HEAP_SLOPE);
    assertThat(resident).as("resident").isLessThan(MOST_RESIDENT_SLOPE);
    double[] first = later.get(0);
    double[] last = later.get(later.size() - 1);
    assertThat(last[3]).as("threads").isLessThanOrEqualTo(first[3] + 2);
    assertThat(last[4]).as("file descriptors").isLessThanOrEqualTo(first[4] + 2);
    assertThat(last[5]).as("temporary files").isEqualTo(first[5]);
  }

  private List<double[]> run(String engine, int trials, int every) throws Exception {
    Path output = folder.resolve(engine + ".txt");
    Path temporary = Files.createDirectories(folder.resolve("tmp " + engine));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("groksweep.root"), "sweep-driver", "jvm.options"),
            HEAP.get(0),
            HEAP.get(1),
            HEAP.get(2),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            ManyTrials.class.getName(),
            folder.resolve(engine).toString(),
            engine,
            Integer.toString(trials),
            Integer.toString(every));
    Path errors = folder.resolve(engine + ".err");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(errors)).isZero();
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      if (line.matches("[0-9. ]+")) {
        rows.add(Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return rows;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /** Of least squares: the growth of a column per trial. */
  private static double slope(List<double[]> rows, int column) {
    double meanTrials = rows.stream().mapToDouble(row -> row[0]).average().orElseThrow();
    double mean = rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (double[] row : rows) {
      products += (row[0] - meanTrials) * (row[column] - mean);
      squares += (row[0] - meanTrials) * (row[0] - meanTrials);
    }
    return products / squares;
  }
}
