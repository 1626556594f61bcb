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
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** Replicas of a model in tiles; a phase begins with all running ones packed. */
final class LockstepGroup<A> implements ResumableGroupLearner, StartableGroupLearner {

  // A tile's numbers should stay in a second-level cache of a megabyte, but its arrays have to be
  // long: a loop's beginning and end take as long as half a kilobyte of it.
  private static final long TILE_BYTES = 1 << 20;
  private static final int FEWEST_BYTES = 1 << 11;
  private static final int MOST_LANES = 512;

  private final LaneArithmetic<A> arithmetic;
  private final TrialSpec spec;
  private final ReplicaModel model;
  private final int tileLanes;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Tile> tiles = new ArrayList<>();

  /** One number of the trials' precision. */
  private final A[] rounded;

  /** Or else along coordinates. */
  private boolean inLanes;

  /** None before the first. */
  private GroupPhase phase;

  private long at;

  LockstepGroup(LaneArithmetic<A> arithmetic, ReplicaModel model, List<TrialSpec> specs) {
    this.arithmetic = arithmetic;
    this.spec = specs.get(0);
    this.model = model;
    this.rounded = arithmetic.allocate(1, 1);
    this.tileLanes = tileLanes(specs.size());
    for (TrialSpec each : specs) {
      BatchOrder order = new BatchOrder(each.batching(), each.seeds());
      double[] weights = model.firstWeights(each.seeds());
      replicas.add(new Replica(replicas.size(), each.seeds(), order, weights));
    }
  }

  private int tileLanes(int count) {
    int fewest = FEWEST_BYTES / arithmetic.bytes();
    long fitting = TILE_BYTES / (model.numbersPerLane() * arithmetic.bytes()) / fewest * fewest;
    long lanes = Math.max(fewest, Math.min(MOST_LANES, fitting));
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
    int before = phase == null ? -1 : phase.index();
    if (index != before + 1) {
      throw new IllegalArgumentException("phase %d cannot follow %d".formatted(index, before));
    }
    tiles.forEach(Tile::takeAll);
    phase = GroupPhase.of(spec, index, replicas.size());
    at = 0;
    List<Replica> taking = new ArrayList<>();
    for (Replica replica : replicas) {
      replica.running = going.get(replica.number);
      if (replica.running) {
        replica.phaseStep = 0;
        replica.order.begin(phase.phase());
        addStartNoise(replica);
        taking.add(replica);
      }
    }
    // Of all: those that take no part yet may come in later.
    model.assign(phase.phase(), replicas);
    pack(taking);
    if (!phase.watches().isEmpty()) {
      tiles.forEach(tile -> tile.watch(0));
    }
  }

  private void addStartNoise(Replica replica) {
    double deviation = phase.phase().startNoise();
    if (deviation == 0) {
      return;
    }
    RandomStream draws = new RandomStream(replica.seeds, Stream.NOISE);
    for (int i = 0; i < replica.weights.length; i++) {
      replica.weights[i] += deviation * draws.normal(UpdateAddress.ofPhaseStart(phase.index()), i);
    }
  }

  private void pack(List<Replica> taking) {
    tiles.clear();
    inLanes = belongInLanes(taking.size());
    taking.forEach(this::add);
  }

  private void add(Replica replica) {
    round(replica.weights);
    if (tiles.isEmpty() || tiles.get(tiles.size() - 1).isFull()) {
      tiles.add(inLanes ? lanes() : alongCoordinates());
    }
    tiles.get(tiles.size() - 1).add(replica);
  }

  /** To the trials' precision, whichever tile takes them up, and when. */
  private void round(double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      arithmetic.set(rounded[0], 0, weights[i]);
      weights[i] = arithmetic.get(rounded[0], 0);
    }
  }

  private boolean belongInLanes(int running) {
    return running >= model.fewestInLanes();
  }

  private Tile lanes() {
    LanePass<A> pass = model.pass(arithmetic, phase, tileLanes);
    return new LaneTile<>(arithmetic, pass, spec, phase, tileLanes);
  }

  private Tile alongCoordinates() {
    CoordinatePass<A> pass = model.along(arithmetic, phase);
    return new CoordinateTile<>(arithmetic, pass, spec, phase);
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

  /** Arranges the running ones anew where few are left for lanes, or fewer tiles would do. */
  private void repack() {
    int running = 0;
    for (int i = 0; i < tiles.size(); i++) {
      running += tiles.get(i).replicas();
    }
    boolean sparse = inLanes && tiles.size() > 1 && running <= (tiles.size() - 1) * tileLanes;
    if (sparse || inLanes != belongInLanes(running)) {
      List<Replica> all = new ArrayList<>();
      tiles.forEach(tile -> all.addAll(tile.takeAll()));
      pack(all);
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
    return phase.watches().get(rule).crossing(replica);
  }

  @Override
  public Measurement measure(int replica) {
    return model.measure(current(replica), phase.phase());
  }

  @Override
  public Weights weights(int replica) {
    return model.named(current(replica).weights);
  }

  private Replica current(int replica) {
    Replica asked = replicas.get(replica);
    for (Tile tile : tiles) {
      if (asked.running && tile.writeBackIfHere(asked)) {
        return asked;
      }
    }
    return asked;
  }

  @Override
  public StepCost stepCost() {
    return model.stepCost(phase);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    tiles.forEach(Tile::writeBack);
    out.writeInt(replicas.size());
    out.writeInt(phase.index());
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
    for (Watch watch : phase.watches()) {
      watch.saveState(replica.number, out);
    }
  }

  @Override
  public void restoreState(DataInput in) throws IOException {
    int count = in.readInt();
    if (count != replicas.size()) {
      throw new IOException("a state of " + count + " replicas is not one of " + replicas.size());
    }
    phase = GroupPhase.of(spec, in.readInt(), replicas.size());
    at = in.readLong();
    for (Replica replica : replicas) {
      read(replica, in);
    }
    model.assign(phase.phase(), replicas);
    pack(replicas.stream().filter(each -> each.running).toList());
  }

  private void read(Replica replica, DataInput in) throws IOException {
    ArrayBits.readInPlace(replica.weights, in);
    replica.running = in.readBoolean();
    replica.finite = in.readBoolean();
    replica.phaseStep = in.readLong();
    replica.order.restoreState(in);
    for (Watch watch : phase.watches()) {
      watch.restoreState(replica.number, in);
    }
  }

  @Override
  public void saveReplica(int replica, DataOutput out) throws IOException {
    out.writeInt(phase.index());
    out.writeLong(at);
    write(current(replica), out);
  }

  @Override
  public void restoreReplica(int replica, DataInput in) throws IOException {
    int savedPhase = in.readInt();
    long savedStep = in.readLong();
    if (savedPhase != phase.index() || savedStep != at) {
      throw new IOException(
          "a state of step %d of phase %d cannot come in at step %d of phase %d"
              .formatted(savedStep, savedPhase, at, phase.index()));
    }
    Replica asked = replicas.get(replica);
    read(asked, in);
    if (asked.running) {
      add(asked);
    }
  }

  @Override
  public void close() {
    // Heap arrays only: there is nothing to give back.
  }
}
