package org.groksweep.trainer.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.groksweep.trainer.engine.dense.DenseComparisons;
import org.groksweep.trainer.engine.lockstep.LockstepComparisons;

/**
 * Prints, as a Markdown table, how many times faster we are than each peer: {@code
 * trainer/benchmark [NAME…]} runs the comparisons whose names contain one of the words.
 *
 * <p>A peer and we take turns in short stretches, each in its own warm process, so that a busy or
 * throttled machine slows both; the ratio is the median over the pairs, its spread the quartiles.
 */
public final class SideBySide {

  private static final int PAIRS = 15;
  private static final double STRETCH_NANOS = 0.25e9;
  private static final double WARM_UP_NANOS = 1.5e9;

  private final String python;
  private final Path scripts;
  private final PrintStream out;
  private final String kernels;

  private SideBySide(String python, Path scripts, PrintStream out) throws IOException {
    this.python = python;
    this.scripts = scripts;
    this.out = out;
    this.kernels = DenseComparisons.kernels(python, scripts);
  }

  /** Arguments: the Python to use, the folder of the scripts, then words of comparisons' names. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments).subList(2, arguments.length);
    SideBySide run = new SideBySide(arguments[0], Path.of(arguments[1]), System.out);
    run.header();
    List<Comparison> all = new ArrayList<>(DenseComparisons.all());
    all.addAll(LockstepComparisons.all());
    for (Comparison comparison : all) {
      if (words.isEmpty() || words.stream().anyMatch(comparison.name()::contains)) {
        run.compare(comparison);
      }
    }
  }

  private void header() throws IOException {
    out.printf(
        "%s, %d cores; Java %s; ours: %s, %s%n%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        DenseComparisons.fingerprint(),
        kernels);
    out.println(
        "| job | peer, µs | ours, µs | peer / ours | limit / ours | GFLOP/s of the limit | peer |");
    out.println("|---|---|---|---|---|---|---|");
  }

  private static String processor() throws IOException {
    Path information = Path.of("/proc/cpuinfo");
    if (!Files.exists(information)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(information).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private void compare(Comparison comparison) throws IOException {
    try (Peer peer = new Peer(python, scripts, comparison.peer(), coreType())) {
      if (peer.description().endsWith("no OpenBLAS")) {
        throw new IOException(
            "the peer runs a reference BLAS, some 20 times slower than it need be; Debian's"
                + " libopenblas0-pthread gives it a fast one");
      }
      Pairs pairs = new Pairs(peer, comparison);
      pairs.take();
      out.println(pairs.row(comparison) + " " + peer.description() + " |");
    }
  }

  // An OpenBLAS older than the processor may take it for one of the year 2004.
  private String coreType() {
    return kernels.substring(kernels.lastIndexOf(' ') + 1);
  }

  /** The stretches of one comparison, in nanoseconds per unit. */
  private static final class Pairs {

    private final Timed peer;
    private final Timed ours;
    private final long warmUp;
    private final Optional<Timed> limit;
    private final double[] peers = new double[PAIRS];
    private final double[] own = new double[PAIRS];
    private final double[] limits = new double[PAIRS];

    private Pairs(Peer peer, Comparison comparison) {
      this.peer = peer;
      this.ours = comparison.ours();
      this.warmUp = comparison.warmUp();
      this.limit = comparison.limit();
    }

    private void take() {
      long peerUnits = units(peer, warmUp);
      long ourUnits = units(ours, warmUp);
      long limitUnits = limit.map(timed -> units(timed, 0)).orElse(0L);
      for (int pair = 0; pair < PAIRS; pair++) {
        peers[pair] = peer.nanos(peerUnits) / (double) peerUnits;
        own[pair] = ours.nanos(ourUnits) / (double) ourUnits;
        if (limit.isPresent()) {
          limits[pair] = limit.get().nanos(limitUnits) / (double) limitUnits;
        }
      }
    }

    // Warms up for a while, which also tells how many units fill a stretch.
    private static long units(Timed timed, long atLeast) {
      long units = 1;
      long done = 0;
      double spent = 0;
      double perUnit = 0;
      while (spent < WARM_UP_NANOS || done < atLeast) {
        double nanos = timed.nanos(units);
        spent += nanos;
        done += units;
        perUnit = nanos / units;
        units = Math.max(1, Math.min(2 * units, (long) (STRETCH_NANOS / perUnit)));
      }
      return Math.max(1, (long) (STRETCH_NANOS / perUnit));
    }

    private String row(Comparison comparison) {
      double[] ratios = quotients(peers, own);
      String row =
          "| %s | %s | %s | %s |"
              .formatted(
                  comparison.name(), micros(peers), micros(own), Quartiles.of(ratios).show("%.2f"));
      if (limit.isEmpty()) {
        return row + " | |";
      }
      double rate = comparison.limitFlops() / Quartiles.of(limits).median();
      return row
          + String.format(
              Locale.ROOT, " %s | %.0f |", Quartiles.of(quotients(limits, own)).show("%.2f"), rate);
    }

    private static String micros(double[] nanos) {
      return String.format(Locale.ROOT, "%.4g", Quartiles.of(nanos).median() / 1e3);
    }

    private static double[] quotients(double[] a, double[] b) {
      double[] quotients = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        quotients[i] = a[i] / b[i];
      }
      return quotients;
    }
  }
}
