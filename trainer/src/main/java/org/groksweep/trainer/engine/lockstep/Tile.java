package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.NormalLanes;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * As many running replicas as have their numbers in the cache together, a lane each, all at the
 * same step. One that ends leaves, and the last lane's takes its place.
 */
final class Tile<A> {

  private final LaneArithmetic<A> arithmetic;
  private final LanePass<A> pass;
  private final A[] weights;
  private final NormalLanes noise;
  private final A[] drawn;
  private final Replica[] replicas;

  /** [lanes] whose phase ends at the step that is looked at; none between looks. */
  private final boolean[] ends;

  private int lanes;

  private Phase phase;
  private int phaseIndex;
  private List<Watch> watches = List.of();
  private boolean watchesSingularValues;
  private boolean watchesLoss;

  /** Whether the pass's products are those of the weights. */
  private boolean forwardIsCurrent;

  Tile(LaneArithmetic<A> arithmetic, ReplicaModel model, TrialSpec spec, int capacity) {
    this.arithmetic = arithmetic;
    this.pass = model.pass(arithmetic, capacity);
    this.weights = pass.weights();
    this.noise =
        new NormalLanes(java.util.Collections.nCopies(capacity, spec.seeds()), Stream.NOISE);
    boolean noisy = spec.phases().stream().anyMatch(each -> each.gradientNoise() > 0);
    this.drawn = arithmetic.allocate(noisy ? weights.length + NormalLanes.PER_BLOCK : 0, capacity);
    this.replicas = new Replica[capacity];
    this.ends = new boolean[capacity];
  }

  int lanes() {
    return lanes;
  }

  boolean isFull() {
    return lanes == replicas.length;
  }

  /** Prepares for a phase, empty. */
  void begin(Phase begun, int index, List<Watch> rules) {
    lanes = 0;
    phase = begun;
    phaseIndex = index;
    watches = rules;
    watchesLoss = rules.stream().anyMatch(Watch::looksAtLoss);
    watchesSingularValues = !rules.stream().allMatch(Watch::looksAtLoss);
    pass.begin(begun, index, rules);
  }

  /** Takes a replica in, which is not full. */
  void add(Replica replica) {
    pass.place(lanes, replica);
    noise.setLane(lanes, replica.seeds.seedOf(Stream.NOISE));
    replicas[lanes] = replica;
    lanes++;
    forwardIsCurrent = false;
  }

  /** Writes the lanes' weights back to their replicas. */
  void writeBack() {
    for (int lane = 0; lane < lanes; lane++) {
      writeBack(lane);
    }
  }

  private void writeBack(int lane) {
    for (int i = 0; i < weights.length; i++) {
      replicas[lane].weights[i] = arithmetic.get(weights[i], lane);
    }
  }

  /** Empties it, its weights written back; returns who was in it. */
  List<Replica> takeAll() {
    writeBack();
    List<Replica> all = List.of(Arrays.copyOf(replicas, lanes));
    lanes = 0;
    return all;
  }

  /** Does the updates between two steps of the phase for every lane that stays. */
  void advance(long from, long to) {
    for (long step = from; step < to && lanes > 0; step++) {
      forward();
      pass.takeBatches(step, lanes);
      pass.slope(lanes);
      dropDiverged(step);
      pass.backward(lanes);
      update(step);
      if (!watches.isEmpty()) {
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
    double rate = phase.learningRate() * phase.schedule().factor(step + 1, phase.maxSteps());
    double keep = 1 - rate * (phase.l2() + phase.weightDecay());
    double gradientRate = rate * pass.gradientScale();
    A[] gradient = pass.gradient();
    forwardIsCurrent = false;
    if (phase.gradientNoise() == 0) {
      for (int i = 0; i < weights.length; i++) {
        arithmetic.updateInPlace(weights[i], gradient[i], keep, gradientRate, lanes);
      }
      return;
    }
    drawNoise(UpdateAddress.of(phaseIndex, step));
    double noiseRate = rate * Math.sqrt(phase.gradientNoise());
    for (int i = 0; i < weights.length; i++) {
      arithmetic.updateInPlace(
          weights[i], gradient[i], drawn[i], keep, gradientRate, noiseRate, lanes);
    }
  }

  private void drawNoise(long address) {
    for (int from = 0; from < weights.length; from += NormalLanes.PER_BLOCK) {
      int count = Math.min(NormalLanes.PER_BLOCK, weights.length - from);
      arithmetic.draw(noise, drawn, from, count, lanes, address, from / NormalLanes.PER_BLOCK);
    }
  }

  /** Lets the phase's rules look at a step. */
  void watch(long step) {
    forward();
    if (watchesSingularValues) {
      pass.findSingularValues(lanes);
    }
    if (watchesLoss) {
      pass.findLosses(lanes);
    }
    boolean anyEnds = false;
    for (int i = 0; i < watches.size(); i++) {
      Watch watch = watches.get(i);
      anyEnds |= watch.looksAtLoss() ? lookAtLoss(watch, step) : look(watch, step);
    }
    for (int lane = lanes - 1; anyEnds && lane >= 0; lane--) {
      if (ends[lane]) {
        ends[lane] = false;
        drop(lane, step);
      }
    }
  }

  private boolean lookAtLoss(Watch watch, long step) {
    boolean anyEnds = false;
    for (int lane = 0; lane < lanes; lane++) {
      anyEnds |= accept(watch, lane, step, pass.loss(lane));
    }
    return anyEnds;
  }

  private boolean look(Watch watch, long step) {
    A looked = pass.singularValue(watch.mode());
    if (!watch.isWaiting() && firstCrossed(watch, looked) == lanes) {
      return false;
    }
    boolean anyEnds = false;
    for (int lane = 0; lane < lanes; lane++) {
      anyEnds |= accept(watch, lane, step, arithmetic.get(looked, lane));
    }
    return anyEnds;
  }

  private boolean accept(Watch watch, int lane, long step, double value) {
    boolean ended = watch.accept(replicas[lane].number, step, value);
    ends[lane] |= ended;
    return ended;
  }

  private int firstCrossed(Watch watch, A looked) {
    double threshold = watch.rule().threshold();
    return switch (watch.rule().direction()) {
      case ABOVE -> arithmetic.firstAtLeast(looked, threshold, 0, lanes);
      case BELOW -> arithmetic.firstAtMost(looked, threshold, 0, lanes);
    };
  }

  private void drop(int lane, long step) {
    writeBack(lane);
    replicas[lane].running = false;
    replicas[lane].phaseStep = step;
    int last = lanes - 1;
    if (lane != last) {
      pass.copyLane(last, lane);
      noise.copyLane(last, lane);
      replicas[lane] = replicas[last];
    }
    lanes = last;
    forwardIsCurrent = false;
  }

  /** The weights of the replica in a lane, as they are. */
  boolean writeBackIfHere(Replica replica) {
    for (int lane = 0; lane < lanes; lane++) {
      if (replicas[lane] == replica) {
        writeBack(lane);
        return true;
      }
    }
    return false;
  }
}
