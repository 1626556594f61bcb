package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** Of trials that have ended, by seed. */
  final Map<Long, End> ends = new TreeMap<>();

  /** What is there of shorter trials, by seed. */
  final Map<Long, End> shorter = new TreeMap<>();

  /** How many of those have been taken up. */
  int takenUp;

  /** How often progress was told. */
  int timesTold;

  double secondsLimit = Double.POSITIVE_INFINITY;

  /** The trials that are trained, if they are to keep their ends. */
  private List<Trial> keepingEnds = List.of();

  /** Rows of a trial without that of its very last step, and the state that it leaves. */
  record End(List<StepMetrics> rows, ByteBuffer state) {}

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

  void keepEndsOf(List<Trial> trials) {
    keepingEnds = trials;
  }

  @Override
  public boolean keepsEnds() {
    return !keepingEnds.isEmpty();
  }

  @Override
  public void keepEnd(int place, StateWriter state) throws IOException {
    Trial trial = keepingEnds.get(place);
    int last = trial.spec().phases().size() - 1;
    long length = trial.spec().lastPhase().maxSteps();
    List<StepMetrics> before =
        rows.stream()
            .filter(each -> each.trial().equals(trial))
            .map(Handed::row)
            .filter(row -> row.phase() < last || row.phaseStep() < length)
            .toList();
    End end = new End(before, ByteBuffer.wrap(bytes(state)));
    assertThat(ends.put(trial.spec().seeds().seed(), end)).as("told once").isNull();
  }

  @Override
  public void budgetSpent(StateWriter state) throws IOException {
    if (keepsEnds()) {
      keepEnd(0, state);
    }
  }

  @Override
  public boolean restoreShorter(int place, MetricSink sink, StateReader state) throws IOException {
    if (shorter.isEmpty()) {
      return false;
    }
    Trial trial = keepingEnds.get(place);
    End end = shorter.get(trial.spec().seeds().seed());
    if (end == null) {
      return false;
    }
    for (StepMetrics row : end.rows()) {
      sink.accept(trial, row);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(end.state().array()));
    state.read(in);
    assertThat(in.read()).as("read to its end").isEqualTo(-1);
    takenUp++;
    return true;
  }

  private static byte[] bytes(StateWriter state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
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
    states.add(bytes(state));
    kept = List.copyOf(rows);
    rowsBefore.add(kept.size() + waited.size());
    ofThisAttempt++;
  }

  @Override
  public void stepped(long steps) {
    timesTold++;
  }

  @Override
  public boolean interrupted() {
    return ofThisAttempt >= statesPerAttempt;
  }

  @Override
  public double wallSecondsLimit() {
    return secondsLimit;
  }
}
