package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.WeightsBits;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;

/**
 * Hands on the weights that one trial was asked to keep. A passage names the step at which it
 * began, and is one only once it has held: weights wait from then on until it is decided.
 */
final class WeightsSaver {

  private final Trial trial;
  private final Saving saving;
  private final WeightsSink sink;
  private final NavigableSet<Long> steps;
  private final Set<String> saved = new HashSet<>();
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** Weights of a crossing that may yet be undone. */
  private record Waiting(long step, Weights weights) {}

  WeightsSaver(Trial trial, Saving saving, WeightsSink sink) {
    this.trial = trial;
    this.saving = saving;
    this.sink = sink;
    this.steps = new TreeSet<>(saving.steps());
  }

  /** Told of every step, that before any update included. */
  void at(long step, Supplier<Weights> weights) throws IOException {
    if (!steps.isEmpty() && steps.contains(step)) {
      save("step" + step, weights.get());
    }
  }

  /** The next step after this one whose weights are asked for; the most if there is none. */
  long next(long step) {
    Long next = steps.higher(step);
    return next == null ? Long.MAX_VALUE : next;
  }

  /** Told when a row was recorded, with what the passage rules make of it. */
  void recorded(Records records, Supplier<Weights> weights) throws IOException {
    for (String rule : saving.passages()) {
      if (!saved.contains(rule)) {
        look(rule, records, weights);
      }
    }
  }

  private void look(String rule, Records records, Supplier<Weights> weights) throws IOException {
    OptionalLong since = records.crossedSince(rule);
    if (since.isEmpty()) {
      waiting.remove(rule);
      return;
    }
    Waiting before = waiting.get(rule);
    if (before == null || before.step() != since.getAsLong()) {
      waiting.put(rule, new Waiting(since.getAsLong(), weights.get()));
    }
    if (records.confirmed(rule)) {
      save(rule, Optional.ofNullable(waiting.remove(rule)).orElseThrow().weights());
    }
  }

  /** Told when the trial has ended by itself. */
  void ended(Supplier<Weights> weights) throws IOException {
    if (saving.atEnd()) {
      save(Saving.FINAL, weights.get());
    }
  }

  private void save(String name, Weights weights) throws IOException {
    // A later phase may begin at a saved step once more: the weights are the same.
    if (saved.add(name)) {
      sink.save(trial, name, weights);
    }
  }

  void saveState(DataOutput out) throws IOException {
    out.writeInt(saved.size());
    for (String name : new TreeSet<>(saved)) {
      out.writeUTF(name);
    }
    out.writeInt(waiting.size());
    for (Map.Entry<String, Waiting> each : waiting.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeLong(each.getValue().step());
      WeightsBits.write(each.getValue().weights(), out);
    }
  }

  void restoreState(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      saved.add(in.readUTF());
    }
    for (int left = in.readInt(); left > 0; left--) {
      waiting.put(in.readUTF(), new Waiting(in.readLong(), WeightsBits.read(in)));
    }
  }
}
