package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.NormalLanes;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * As many running replicas as have their numbers in the cache together, a lane each, all at the
 * same step. One that ends leaves, and the last lane's takes its place.
 */
final class LaneTile<A> implements Tile {

  private final LaneArithmetic<A> arithmetic;
  private final LanePass<A> pass;
  private final GroupPhase phase;
  private final UpdateRule<A> rule;
  private final A[] weights;
  private final NormalLanes noise;
  private final A[] drawn;
  private final Replica[] replicas;

  /** [lanes] whose phase ends at the step that is looked at; none between looks. */
  private final boolean[] ends;

  private int lanes;

  /** Whether the pass's products are those of the weights. */
  private boolean forwardIsCurrent;

  /**
   * A tile for a phase, empty.
   *
   * @param spec of any of the replicas
   */
  LaneTile(
      LaneArithmetic<A> arithmetic, LanePass<A> pass, TrialSpec spec, GroupPhase phase, int lanes) {
    this.arithmetic = arithmetic;
    this.pass = pass;
    this.phase = phase;
    this.weights = pass.weights();
    this.noise = new NormalLanes(java.util.Collections.nCopies(lanes, spec.seeds()), Stream.NOISE);
    this.rule = new UpdateRule<>(arithmetic, phase.phase());
    int numbers = rule.isNoisy() ? weights.length + NormalLanes.PER_BLOCK : 0;
    this.drawn = arithmetic.allocate(numbers, lanes);
    this.replicas = new Replica[lanes];
    this.ends = new boolean[lanes];
  }

  @Override
  public int replicas() {
    return lanes;
  }

  @Override
  public boolean isFull() {
    return lanes == replicas.length;
  }

  @Override
  public void add(Replica replica) {
    for (int i = 0; i < weights.length; i++) {
      arithmetic.set(weights[i], lanes, replica.weights[i]);
    }
    pass.place(lanes, replica);
    noise.setLane(lanes, replica.seeds.seedOf(Stream.NOISE));
    replicas[lanes] = replica;
    lanes++;
    forwardIsCurrent = false;
  }

  @Override
  public void writeBack() {
    for (int lane = 0; lane < lanes; lane++) {
      writeBack(lane);
    }
  }

  private void writeBack(int lane) {
    for (int i = 0; i < weights.length; i++) {
      replicas[lane].weights[i] = arithmetic.get(weights[i], lane);
    }
  }

  @Override
  public List<Replica> takeAll() {
    writeBack();
    List<Replica> all = List.of(Arrays.copyOf(replicas, lanes));
    lanes = 0;
    return all;
  }

  @Override
  public void advance(long from, long to) {
    for (long step = from; step < to && lanes > 0; step++) {
      forward();
      pass.takeBatches(step, lanes);
      pass.slope(lanes);
      dropDiverged(step);
      pass.backward(lanes);
      update(step);
      if (!phase.watches().isEmpty()) {
        watch(step + 1);
      }
    }
  }

  private void forward() {
    if (!forwardIsCurrent) {
      pass.forward(lanes);
      forwardIsCurrent = true;
    }
  }

  private void dropDiverged(long step) {
    A finite = pass.finiteness(lanes);
    int lane = arithmetic.firstNotFinite(finite, 0, lanes);
    if (lane >= lanes) {
      return;
    }
    while (lane < lanes) {
      replicas[lane].finite = false;
      arithmetic.set(finite, lane, arithmetic.get(finite, lanes - 1));
      drop(lane, step);
      lane = arithmetic.firstNotFinite(finite, lane, lanes);
    }
    forward();
    pass.slope(lanes);
  }

  private void update(long step) {
    forwardIsCurrent = false;
    if (rule.isNoisy()) {
      drawNoise(UpdateAddress.of(phase.index(), step));
    }
    rule.applyInPlace(step, weights, pass.gradient(), pass.gradientScale(), drawn, lanes);
  }

  private void drawNoise(long address) {
    for (int from = 0; from < weights.length; from += NormalLanes.PER_BLOCK) {
      int count = Math.min(NormalLanes.PER_BLOCK, weights.length - from);
      arithmetic.draw(noise, drawn, from, count, lanes, address, from / NormalLanes.PER_BLOCK);
    }
  }

  @Override
  public void watch(long step) {
    forward();
    pass.look(lanes);
    boolean anyEnds = false;
    for (int i = 0; i < phase.watches().size(); i++) {
      anyEnds |= look(phase.watches().get(i), step);
    }
    for (int lane = lanes - 1; anyEnds && lane >= 0; lane--) {
      if (ends[lane]) {
        ends[lane] = false;
        drop(lane, step);
      }
    }
  }

  private boolean look(Watch watch, long step) {
    if (!watch.isWaiting() && !pass.mayCross(watch, lanes)) {
      return false;
    }
    boolean anyEnds = false;
    for (int lane = 0; lane < lanes; lane++) {
      boolean ended = watch.accept(replicas[lane].number, step, pass.watched(watch, lane));
      ends[lane] |= ended;
      anyEnds |= ended;
    }
    return anyEnds;
  }

  private void drop(int lane, long step) {
    writeBack(lane);
    replicas[lane].running = false;
    replicas[lane].phaseStep = step;
    int last = lanes - 1;
    if (lane != last) {
      arithmetic.copyLane(weights, last, lane);
      pass.copyLane(last, lane);
      noise.copyLane(last, lane);
      replicas[lane] = replicas[last];
    }
    lanes = last;
    forwardIsCurrent = false;
  }

  @Override
  public boolean writeBackIfHere(Replica replica) {
    for (int lane = 0; lane < lanes; lane++) {
      if (replicas[lane] == replica) {
        writeBack(lane);
        return true;
      }
    }
    return false;
  }
}
