package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.DeepLinearWeights;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** Replicas of a deep linear network in tiles; a phase begins with all running ones packed. */
final class LockstepGroup<A> implements GroupLearner {

  // A tile's numbers should stay in a second-level cache of a megabyte.
  private static final long TILE_BYTES = 1 << 19;
  private static final int FEWEST_LANES = 64;
  private static final int MOST_LANES = 256;

  private final LaneArithmetic<A> arithmetic;
  private final TrialSpec spec;
  private final Examples examples;
  private final Shape shape;
  private final Evaluation evaluation;
  private final double[] rows;
  private final int tileLanes;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Split> splits = new ArrayList<>();
  private final List<Tile<A>> tiles = new ArrayList<>();
  private List<Watch> watches = List.of();
  private int phaseIndex = -1;
  private Phase phase;
  private boolean full;
  private long at;

  LockstepGroup(LaneArithmetic<A> arithmetic, List<TrialSpec> specs, Examples examples) {
    this.arithmetic = arithmetic;
    this.spec = specs.get(0);
    this.examples = examples;
    this.shape = Shape.of(spec, examples);
    this.evaluation = new Evaluation(shape, spec.loss());
    this.rows = BatchMoments.rows(shape, examples);
    this.tileLanes = tileLanes(specs.size());
    for (TrialSpec each : specs) {
      double[] weights =
          DeepLinearWeights.draw(shape.model(), shape.inputs(), shape.outputs(), each.seeds());
      Replica replica =
          new Replica(
              replicas.size(),
              each.seeds(),
              new BatchOrder(each.batching(), each.seeds()),
              weights);
      replicas.add(replica);
      splits.add(new Split(examples, each.seeds()));
    }
  }

  private int tileLanes(int count) {
    long batch = spec.batching().sampling() == Sampling.FULL ? 0 : spec.batching().size();
    long arrays =
        5L * shape.weights()
            + batch * (shape.inputs() + shape.outputs())
            + 4L * shape.inputs() * (shape.inputs() + shape.outputs());
    long fitting = TILE_BYTES / (arrays * Double.BYTES) / FEWEST_LANES * FEWEST_LANES;
    long lanes = Math.max(FEWEST_LANES, Math.min(MOST_LANES, fitting));
    return (int) Math.min(lanes, count);
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
    phaseIndex = index;
    phase = spec.phases().get(index);
    full = BatchOrder.isFull(spec.batching(), phase);
    at = 0;
    watches =
        phase.escapes().stream()
            .map(rule -> new Watch(rule, phase.endsAt(rule), replicas.size()))
            .toList();
    Moments shared = null;
    Optional<Moments> sharedTest = Optional.empty();
    List<Replica> taking = new ArrayList<>();
    for (Replica replica : replicas) {
      replica.running = going.get(replica.number);
      if (!replica.running) {
        continue;
      }
      taking.add(replica);
      replica.phaseStep = 0;
      replica.order.begin(phase);
      addStartNoise(replica);
      Split split = splits.get(replica.number);
      replica.trainingSet = split.train(phase.trainExamples());
      if (shared == null || !isSameSetForAll()) {
        shared = trainMoments(replica.trainingSet);
        sharedTest = testMoments(split);
      }
      replica.train = shared;
      replica.test = sharedTest;
    }
    pack(taking);
    for (Tile<A> tile : tiles) {
      if (!watches.isEmpty()) {
        tile.watch(0);
      }
    }
  }

  private boolean isSameSetForAll() {
    return examples.order() == ExampleOrder.FILE || phase.trainExamples() == examples.available();
  }

  private Moments trainMoments(int[] trainingSet) {
    if (isPopulation()) {
      return Moments.ofPopulation(shape);
    }
    int[] sorted = trainingSet.clone();
    // In one order, so that the same set has the same sums for every seed.
    Arrays.sort(sorted);
    return Moments.of(shape, examples, sorted);
  }

  private boolean isPopulation() {
    return shape.task().data() == LinearTeacher.Data.POPULATION
        && phase.trainExamples() == examples.available();
  }

  private Optional<Moments> testMoments(Split split) {
    int[] test = split.test(phase.trainExamples(), phase.testSet());
    if (test.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(test);
    return Optional.of(Moments.of(shape, examples, test));
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
    Tile<A> tile = null;
    for (Replica replica : taking) {
      if (tile == null || tile.isFull()) {
        tile = new Tile<>(arithmetic, shape, spec, rows, tileLanes);
        tile.begin(phase, phaseIndex, watches, full, isPopulation());
        tiles.add(tile);
      }
      tile.add(replica);
    }
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
    Replica asked = current(replica);
    return evaluation.measure(asked.weights, phase.l2(), asked.train, asked.test);
  }

  @Override
  public Weights weights(int replica) {
    double[] values = current(replica).weights;
    List<Weights.Tensor> tensors = new ArrayList<>();
    for (int layer = 0; layer < shape.depth(); layer++) {
      tensors.add(
          Weights.Tensor.copyOf(
              Weights.weightName(layer + 1),
              new int[] {shape.rows(layer), shape.columns(layer)},
              values,
              shape.offset(layer)));
    }
    return new Weights(tensors);
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
  public void close() {
    // Heap arrays only: there is nothing to give back.
  }
}
