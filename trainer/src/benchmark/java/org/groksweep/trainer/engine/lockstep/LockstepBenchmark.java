package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.random.NormalLanes;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds of one replica's step, and of what of it is drawing: a block has four numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LockstepBenchmark {

  private static final int REPLICAS = 256;
  private static final int STEPS = 64;

  @Param({"FLOAT64", "FLOAT32"})
  public Precision precision;

  private final double[][] doubles = new double[NormalLanes.PER_BLOCK][REPLICAS];
  private final float[][] floats = new float[NormalLanes.PER_BLOCK][REPLICAS];
  private NormalLanes normals;
  private GroupLearner chains;
  private GroupLearner networks;
  private GroupLearner collapsing;
  private GroupLearner diagonals;
  private GroupLearner matrices;
  private Learner diagonal;
  private Learner matrix;
  private Learner loneDiagonal;
  private Learner loneMatrix;
  private long step;

  /** Groups in their first phase. */
  @Setup
  public void begin() {
    List<SeedStreams> seeds = LongStream.range(0, REPLICAS).mapToObj(SeedStreams::of).toList();
    normals = new NormalLanes(seeds, Stream.NOISE);
    chains = ReplicaJob.chain(precision).begun();
    networks = ReplicaJob.peers(precision).begun();
    collapsing = ReplicaJob.collapsing(precision).begun();
    FactoredJob points = FactoredJob.diagonal(16, 16, precision);
    FactoredJob entries = FactoredJob.matrix(5, 9, precision);
    diagonals = points.begun();
    matrices = entries.begun();
    diagonal = points.oneByOne();
    matrix = entries.oneByOne();
    loneDiagonal = points.alone();
    loneMatrix = entries.alone();
  }

  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public void chain() {
    chains.advance(chains.phaseStep(0) + STEPS);
  }

  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public void network() {
    networks.advance(networks.phaseStep(0) + STEPS);
  }

  /** After the warm-up, their weights are as small as they get. */
  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public void collapsed() {
    collapsing.advance(collapsing.phaseStep(0) + STEPS);
  }

  /** 16 inputs, 16 examples. */
  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public void diagonal() {
    diagonals.advance(diagonals.phaseStep(0) + STEPS);
  }

  /** The same by the factored engine, in double. */
  @Benchmark
  public void diagonalOneByOne() {
    diagonal.step();
  }

  /** The same in lockstep, but alone. */
  @Benchmark
  public void diagonalAlone() {
    loneDiagonal.step();
  }

  /** 5 rows, 9 entries. */
  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public void matrix() {
    matrices.advance(matrices.phaseStep(0) + STEPS);
  }

  /** The same by the factored engine, in double. */
  @Benchmark
  public void matrixOneByOne() {
    matrix.step();
  }

  /** The same in lockstep, but alone. */
  @Benchmark
  public void matrixAlone() {
    loneMatrix.step();
  }

  @Benchmark
  @OperationsPerInvocation(REPLICAS)
  public void block() {
    if (precision == Precision.FLOAT64) {
      normals.draw(doubles, 0, NormalLanes.PER_BLOCK, REPLICAS, step, 0);
    } else {
      normals.draw(floats, 0, NormalLanes.PER_BLOCK, REPLICAS, step, 0);
    }
    step++;
  }
}
