package org.groksweep.trainer.engine.lockstep;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.groksweep.trainer.engine.ArrayBits;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableGroupLearner;
import org.groksweep.trainer.engine.StartableGroupLearner;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** Replicas of a model in tiles; a phase begins with all running ones packed. */
final class LockstepGroup<A> implements ResumableGroupLearner, StartableGroupLearner {

  // A tile's numbers should stay in a second-level cache of a megabyte.
  private static final long TILE_BYTES = 1 << 19;
  private static final int FEWEST_LANES = 128;
  private static final int MOST_LANES = 256;

  private final LaneArithmetic<A> arithmetic;
  private final TrialSpec spec;
  private final ReplicaModel model;
  private final int tileLanes;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Tile<A>> tiles = new ArrayList<>();
  private List<Watch> watches = List.of();
  private int phaseIndex = -1;
  private Phase phase;
  private long at;

  LockstepGroup(LaneArithmetic<A> arithmetic, ReplicaModel model, List<TrialSpec> specs) {
    this.arithmetic = arithmetic;
    this.spec = specs.get(0);
    this.model = model;
    this.tileLanes = tileLanes(specs.size());
    for (TrialSpec each : specs) {
      BatchOrder order = new BatchOrder(each.batching(), each.seeds());
      double[] weights = model.firstWeights(each.seeds());
      replicas.add(new Replica(replicas.size(), each.seeds(), order, weights));
    }
  }

  private int tileLanes(int count) {
    long fitting =
        TILE_BYTES / (model.numbersPerLane() * Double.BYTES) / FEWEST_LANES * FEWEST_LANES;
    long lanes = Math.max(FEWEST_LANES, Math.min(MOST_LANES, fitting));
    return (int) Math.min(lanes, count);
  }

  @Override
  public void startFrom(Weights weights) {
    double[] values = model.values(weights);
    replicas.forEach(each -> System.arraycopy(values, 0, each.weights, 0, values.length));
  }

  @Override
  public int replicas() {
    return replicas.size();
  }

  @Override
  public void beginPhase(int index, BitSet going) {
    if (index != phaseIndex + 1) {
      throw new IllegalArgumentException("phase %d cannot follow %d".formatted(index, phaseIndex));
    }
    tiles.forEach(Tile::takeAll);
    enter(index);
    at = 0;
    List<Replica> taking = new ArrayList<>();
    for (Replica replica : replicas) {
      replica.running = going.get(replica.number);
      if (replica.running) {
        replica.phaseStep = 0;
        replica.order.begin(phase);
        addStartNoise(replica);
        taking.add(replica);
      }
    }
    // Of all: those that take no part yet may come in later.
    model.assign(phase, replicas);
    pack(taking);
    if (!watches.isEmpty()) {
      tiles.forEach(tile -> tile.watch(0));
    }
  }

  private void enter(int index) {
    phaseIndex = index;
    phase = spec.phases().get(index);
    watches =
        phase.escapes().stream()
            .map(rule -> new Watch(rule, phase.endsAt(rule), replicas.size()))
            .toList();
  }

  private void addStartNoise(Replica replica) {
    if (phase.startNoise() == 0) {
      return;
    }
    RandomStream draws = new RandomStream(replica.seeds, Stream.NOISE);
    for (int i = 0; i < replica.weights.length; i++) {
      replica.weights[i] +=
          phase.startNoise() * draws.normal(UpdateAddress.ofPhaseStart(phaseIndex), i);
    }
  }

  private void pack(List<Replica> taking) {
    tiles.clear();
    taking.forEach(this::place);
  }

  private void place(Replica replica) {
    if (tiles.isEmpty() || tiles.get(tiles.size() - 1).isFull()) {
      Tile<A> tile = new Tile<>(arithmetic, model, spec, tileLanes);
      tile.begin(phase, phaseIndex, watches);
      tiles.add(tile);
    }
    tiles.get(tiles.size() - 1).add(replica);
  }

  @Override
  public void advance(long toPhaseStep) {
    if (toPhaseStep <= at) {
      return;
    }
    repack();
    for (int i = 0; i < tiles.size(); i++) {
      tiles.get(i).advance(at, toPhaseStep);
    }
    at = toPhaseStep;
  }

  /** Fills up tiles where one fewer would do. */
  private void repack() {
    int lanes = 0;
    for (int i = 0; i < tiles.size(); i++) {
      lanes += tiles.get(i).lanes();
    }
    if (tiles.size() > 1 && lanes <= (tiles.size() - 1) * tileLanes) {
      List<Replica> running = new ArrayList<>();
      tiles.forEach(tile -> running.addAll(tile.takeAll()));
      pack(running);
    }
  }

  @Override
  public boolean running(int replica) {
    return replicas.get(replica).running;
  }

  @Override
  public long phaseStep(int replica) {
    Replica asked = replicas.get(replica);
    return asked.running ? at : asked.phaseStep;
  }

  @Override
  public boolean finite(int replica) {
    return replicas.get(replica).finite;
  }

  @Override
  public OptionalLong crossing(int replica, int rule) {
    return watches.get(rule).crossing(replica);
  }

  @Override
  public Measurement measure(int replica) {
    return model.measure(current(replica), phase);
  }

  @Override
  public Weights weights(int replica) {
    return model.named(current(replica).weights);
  }

  private Replica current(int replica) {
    Replica asked = replicas.get(replica);
    for (Tile<A> tile : tiles) {
      if (asked.running && tile.writeBackIfHere(asked)) {
        return asked;
      }
    }
    return asked;
  }

  @Override
  public StepCost stepCost() {
    return model.stepCost(phase, watches);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    tiles.forEach(Tile::writeBack);
    out.writeInt(replicas.size());
    out.writeInt(phaseIndex);
    out.writeLong(at);
    for (Replica replica : replicas) {
      write(replica, out);
    }
  }

  private void write(Replica replica, DataOutput out) throws IOException {
    ArrayBits.write(replica.weights, out);
    out.writeBoolean(replica.running);
    out.writeBoolean(replica.finite);
    out.writeLong(replica.phaseStep);
    replica.order.saveState(out);
    for (Watch watch : watches) {
      watch.saveState(replica.number, out);
    }
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    int count = in.readInt();
    if (count != replicas.size()) {
      throw new IOException("a state of " + count + " replicas is not one of " + replicas.size());
    }
    enter(in.readInt());
    at = in.readLong();
    for (Replica replica : replicas) {
      read(replica, in);
    }
    model.assign(phase, replicas);
    pack(replicas.stream().filter(each -> each.running).toList());
  }

  private void read(Replica replica, DataInput in) throws IOException {
    ArrayBits.readInPlace(replica.weights, in);
    replica.running = in.readBoolean();
    replica.finite = in.readBoolean();
    replica.phaseStep = in.readLong();
    replica.order.restoreState(in);
    for (Watch watch : watches) {
      watch.restoreState(replica.number, in);
    }
  }

  @Override
  public void saveReplica(int replica, DataOutput out) throws IOException {
    out.writeInt(phaseIndex);
    out.writeLong(at);
    write(current(replica), out);
  }

  @Override
  public void restoreReplica(int replica, DataInput in) throws IOException {
    int savedPhase = in.readInt();
    long savedStep = in.readLong();
    if (savedPhase != phaseIndex || savedStep != at) {
      throw new IOException(
          "a state of step %d of phase %d cannot come in at step %d of phase %d"
              .formatted(savedStep, savedPhase, at, phaseIndex));
    }
    Replica asked = replicas.get(replica);
    read(asked, in);
    if (asked.running) {
      place(asked);
    }
  }

  @Override
  public void close() {
    // Heap arrays only: there is nothing to give back.
  }
}
