package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.Trial;

/** Keeps rows, weights and states in memory, and interrupts after so many states of one attempt. */
final class StatesInMemory implements Checkpoints, MetricSink, TrialWatch, WeightsSink {

  /** A row and whose it is. */
  record Handed(Trial trial, StepMetrics row) {}

  /** What the attempt's sink was handed. */
  final List<Handed> rows = new ArrayList<>();

  final List<byte[]> states = new ArrayList<>();

  /** Rows before each state. */
  final List<Integer> rowsBefore = new ArrayList<>();

  /** By seed and name. */
  final Map<String, Weights> weights = new TreeMap<>();

  double secondsLimit = Double.POSITIVE_INFINITY;

  private final double distance;
  private final long statesPerAttempt;
  private final List<Handed> waited = new ArrayList<>();
  private List<Handed> kept = List.of();
  private long ofThisAttempt;

  StatesInMemory(double distance, long statesPerAttempt) {
    this.distance = distance;
    this.statesPerAttempt = statesPerAttempt;
  }

  /** Begins an attempt, which has no rows but those that are handed over. */
  void attempt() {
    ofThisAttempt = 0;
    rows.clear();
  }

  TrialHost host() {
    return new TrialHost(this, this, this, this);
  }

  @Override
  public void accept(Trial trial, StepMetrics row) {
    rows.add(new Handed(trial, row));
  }

  @Override
  public void save(Trial trial, String name, Weights saved) {
    String key = trial.spec().seeds().seed() + "/" + name;
    assertThat(weights.put(key, saved)).as("once per trial, over all attempts").isNull();
  }

  @Override
  public boolean restore(MetricSink sink, StateReader state) throws IOException {
    if (states.isEmpty()) {
      return false;
    }
    for (Handed each : kept) {
      sink.accept(each.trial(), each.row());
    }
    for (Handed each : waited) {
      sink.accept(each.trial(), each.row());
    }
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(states.get(states.size() - 1)));
    state.read(in);
    assertThat(in.read()).as("read to its end").isEqualTo(-1);
    return true;
  }

  @Override
  public double distanceFlops(long parameters) {
    return distance;
  }

  @Override
  public void keep(Rows waiting, StateWriter state) throws IOException {
    waiting.handTo((trial, row) -> waited.add(new Handed(trial, row)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    states.add(bytes.toByteArray());
    kept = List.copyOf(rows);
    rowsBefore.add(kept.size() + waited.size());
    ofThisAttempt++;
  }

  @Override
  public void stepped(long steps) {}

  @Override
  public boolean interrupted() {
    return ofThisAttempt >= statesPerAttempt;
  }

  @Override
  public double wallSecondsLimit() {
    return secondsLimit;
  }
}
