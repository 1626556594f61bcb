package org.groksweep.trainer.engine.dense;

import java.util.concurrent.TimeUnit;
import org.groksweep.trainer.engine.Learner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step; with {@code -prof gc} it shows that a step allocates nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {

  @Param({"3,200,200,784,10", "12,200,200,784,10", "3,10,16,10,4"})
  public String job;

  private Learner learner;

  /** A learner in its first phase. */
  @Setup
  public void begin() {
    learner = Job.of(job).learner();
  }

  @Benchmark
  public void step() {
    learner.step();
  }
}
