package org.groksweep.driver.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.trainer.metrics.EndReason;

/**
 * Tells a person how a run goes: one line that moves on a terminal, a plain line now and then
 * elsewhere, and a line of its own for every trial that ended otherwise than by its budget.
 */
final class ConsoleProgress implements ProgressListener {

  private static final double TERMINAL_SECONDS = 0.2;
  private static final double PLAIN_SECONDS = 5;
  // The rate is that of the last quarter of a minute or so: long enough to be calm.
  private static final double RATE_MEMORY_SECONDS = 15;

  // Back to the line's start and clear it.
  private static final String CLEAR = "\r\u001b[K";
  // A line that is longer than the window ends at its edge: wrapped, it could not be cleared.
  private static final String UNWRAPPED = "\u001b[?7l";
  private static final String WRAPPED = "\u001b[?7h";
  // There each further character has overwritten the last column, which is cleared.
  private static final String EDGE = "\u001b[999G\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private RunStart start;
  private long startNanos;
  private long lastPrinted;
  private long rateNanos;
  private long rateSteps;
  private long rateUpdates;
  private double stepsPerSecond;
  private String lastEvent = "";

  ConsoleProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void started(RunStart begun) {
    start = begun;
    startNanos = System.nanoTime();
    lastPrinted = startNanos;
    rateNanos = startNanos;
    begun.notes().forEach(note -> out.println("note: " + note));
    out.printf(
        "training %s in %s; %,d done already%n",
        TextTable.count(begun.trials(), "trial"),
        TextTable.count(begun.bundles(), "bundle"),
        begun.trialsDone());
    out.flush();
  }

  @Override
  public synchronized void progressed(Progress progress) {
    long now = System.nanoTime();
    if (seconds(lastPrinted, now) < (terminal ? TERMINAL_SECONDS : PLAIN_SECONDS)) {
      return;
    }
    updateRate(progress.steps(), now);
    lastPrinted = now;
    print(line(progress, now));
  }

  @Override
  public synchronized void trialEnded(TrialEnd end) {
    lastEvent = "%s %s at %,d".formatted(end.place(), end.status(), end.steps());
    if (end.status() == EndReason.CRASHED || end.status() == EndReason.TIMED_OUT) {
      clear();
      out.printf("%s %s (%s): %s%n", end.status(), end.trial(), end.place(), end.reason());
      out.flush();
    }
  }

  @Override
  public synchronized void ended(RunSummary summary) {
    clear();
    out.printf(
        "trained %s in %s%n",
        TextTable.count(summary.trialsTrained(), "trial"),
        inWords(seconds(startNanos, System.nanoTime())));
    if (summary.end() == RunSummary.End.INTERRUPTED) {
      // Said here: the process may be gone before anybody else can.
      long left = summary.state().missing().stream().mapToLong(each -> each.trials().size()).sum();
      out.printf(
          "interrupted: %s not done; the same command goes on%n", TextTable.count(left, "trial"));
    }
    out.flush();
  }

  private void updateRate(long steps, long now) {
    double elapsed = seconds(rateNanos, now);
    double recent = (steps - rateSteps) / elapsed;
    rateUpdates++;
    // A plain mean at first, so that the slow start of the JVM is soon forgotten.
    double weight = Math.max(1.0 / rateUpdates, 1 - Math.exp(-elapsed / RATE_MEMORY_SECONDS));
    stepsPerSecond += weight * (recent - stepsPerSecond);
    rateNanos = now;
    rateSteps = steps;
  }

  private String line(Progress progress, long now) {
    double share = start.steps() == 0 ? 1 : progress.steps() / (double) start.steps();
    String left =
        stepsPerSecond > 0 ? inWords((start.steps() - progress.steps()) / stepsPerSecond) : "?";
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %,d/%,d trials  %,.0f steps/s  %s gone, %s left  %s",
        100 * share,
        progress.trialsEnded(),
        start.trials(),
        stepsPerSecond,
        inWords(seconds(startNanos, now)),
        left,
        lastEvent);
  }

  private void print(String line) {
    if (terminal) {
      out.print(CLEAR + UNWRAPPED + line + EDGE + WRAPPED);
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void clear() {
    if (terminal) {
      out.print(CLEAR);
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) * 1e-9;
  }

  /** A duration to two places: "42 s", "3 min 20 s", "2 h 5 min". */
  static String inWords(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toSeconds() + " s";
  }
}
