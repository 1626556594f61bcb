package org.groksweep.driver.cli;

import java.io.PrintWriter;
import java.util.List;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.Trial;

/** A trial's curve while it trains: drawn over itself on a terminal, once at the end elsewhere. */
final class LiveCurve implements MetricSink {

  static final int WIDTH = 64;
  static final int HEIGHT = 13;
  private static final long REDRAW_NANOS = 100_000_000;

  private final CurveChart chart;
  private final PrintWriter out;
  private final boolean terminal;
  private int drawnLines;
  private long lastDrawn;

  LiveCurve(long maxSteps, PrintWriter out, boolean terminal) {
    this.chart = new CurveChart(WIDTH, HEIGHT, maxSteps);
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void accept(Trial trial, StepMetrics row) {
    chart.add(row);
    long now = System.nanoTime();
    if (terminal && (drawnLines == 0 || now - lastDrawn > REDRAW_NANOS)) {
      lastDrawn = now;
      draw();
    }
  }

  void draw() {
    List<String> lines = chart.lines();
    if (drawnLines > 0) {
      // Up to the first line of the last drawing; each line then clears what it leaves.
      out.print("\u001b[" + drawnLines + "A");
    }
    lines.forEach(line -> out.println(terminal ? line + "\u001b[K" : line));
    out.flush();
    drawnLines = lines.size();
  }
}
