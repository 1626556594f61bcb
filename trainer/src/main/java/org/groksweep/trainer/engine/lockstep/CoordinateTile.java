package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.NormalLanes;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** Replicas one after the other, each along its own coordinates for a stretch of steps. */
final class CoordinateTile<A> implements Tile {

  private final LaneArithmetic<A> arithmetic;
  private final CoordinatePass<A> pass;
  private final GroupPhase phase;
  private final UpdateRule<A> rule;
  private final int length;
  private final A[] weights;

  /** [weights / length] of length numbers, and a block of numbers for one lane. */
  private final A[] noise;

  private final A[] drawn;
  private final NormalLanes normals;
  private final List<Replica> replicas = new ArrayList<>();

  /** Whose weights and sets the pass has; null for nobody's. */
  private Replica replica;

  /** Whether the pass's products are those of the weights. */
  private boolean forwardIsCurrent;

  /**
   * A tile for a phase, empty.
   *
   * @param spec of any of the replicas
   */
  CoordinateTile(
      LaneArithmetic<A> arithmetic, CoordinatePass<A> pass, TrialSpec spec, GroupPhase phase) {
    this.arithmetic = arithmetic;
    this.pass = pass;
    this.phase = phase;
    this.length = pass.length();
    this.weights = pass.weights();
    this.rule = new UpdateRule<>(arithmetic, phase.phase());
    boolean noisy = rule.isNoisy();
    this.noise = arithmetic.allocate(noisy ? weights.length : 0, length);
    this.drawn = arithmetic.allocate(noisy ? NormalLanes.PER_BLOCK : 0, 1);
    this.normals = new NormalLanes(List.of(spec.seeds()), Stream.NOISE);
  }

  @Override
  public int replicas() {
    return replicas.size();
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void add(Replica added) {
    replicas.add(added);
  }

  @Override
  public void advance(long from, long to) {
    // Backwards, since those that end leave.
    for (int i = replicas.size() - 1; i >= 0; i--) {
      takeUp(replicas.get(i));
      if (!advanceReplica(from, to)) {
        replicas.remove(i);
      }
    }
  }

  private void takeUp(Replica next) {
    if (replica == next) {
      return;
    }
    writeBack();
    replica = next;
    normals.setLane(0, next.seeds.seedOf(Stream.NOISE));
    for (int i = 0; i < next.weights.length; i++) {
      arithmetic.set(weights[i / length], i % length, next.weights[i]);
    }
    pass.place(next);
    forwardIsCurrent = false;
  }

  /** Whether the replica stays. */
  private boolean advanceReplica(long from, long to) {
    for (long step = from; step < to; step++) {
      forward();
      pass.takeBatch();
      if (!pass.takeGradient()) {
        replica.finite = false;
        end(step);
        return false;
      }
      update(step);
      if (!phase.watches().isEmpty() && !watchReplica(step + 1)) {
        return false;
      }
    }
    return true;
  }

  private void forward() {
    if (!forwardIsCurrent) {
      pass.forward();
      forwardIsCurrent = true;
    }
  }

  private void update(long step) {
    forwardIsCurrent = false;
    if (rule.isNoisy()) {
      drawNoise(UpdateAddress.of(phase.index(), step));
    }
    rule.applyInPlace(step, weights, pass.gradient(), pass.gradientScale(), noise, length);
  }

  private void drawNoise(long address) {
    int all = weights.length * length;
    for (int from = 0; from < all; from += NormalLanes.PER_BLOCK) {
      int count = Math.min(NormalLanes.PER_BLOCK, all - from);
      arithmetic.draw(normals, drawn, 0, count, 1, address, from / NormalLanes.PER_BLOCK);
      for (int i = from; i < from + count; i++) {
        arithmetic.set(noise[i / length], i % length, arithmetic.get(drawn[i - from], 0));
      }
    }
  }

  @Override
  public void watch(long step) {
    for (int i = replicas.size() - 1; i >= 0; i--) {
      takeUp(replicas.get(i));
      if (!watchReplica(step)) {
        replicas.remove(i);
      }
    }
  }

  private boolean watchReplica(long step) {
    forward();
    double loss = pass.loss();
    boolean ends = false;
    for (int i = 0; i < phase.watches().size(); i++) {
      ends |= phase.watches().get(i).accept(replica.number, step, loss);
    }
    if (ends) {
      end(step);
    }
    return !ends;
  }

  private void end(long step) {
    writeBack();
    replica.running = false;
    replica.phaseStep = step;
    replica = null;
  }

  @Override
  public void writeBack() {
    for (int i = 0; replica != null && i < replica.weights.length; i++) {
      replica.weights[i] = arithmetic.get(weights[i / length], i % length);
    }
  }

  @Override
  public boolean writeBackIfHere(Replica asked) {
    if (replica == asked) {
      writeBack();
    }
    return replicas.contains(asked);
  }

  @Override
  public List<Replica> takeAll() {
    writeBack();
    List<Replica> all = List.copyOf(replicas);
    replicas.clear();
    replica = null;
    return all;
  }
}
