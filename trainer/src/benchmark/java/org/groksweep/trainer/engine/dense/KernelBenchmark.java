package org.groksweep.trainer.engine.dense;

import java.util.concurrent.TimeUnit;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The loops of a step over 200 rows of 200 numbers, in nanoseconds per element: a loop that does
 * not vectorize takes 1 ns and more.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

  private static final int ROWS = 200;
  private static final int WIDTH = 200;
  private static final int ELEMENTS = ROWS * WIDTH;

  private final FloatArithmetic arithmetic =
      new FloatArithmetic(BlasLibrary.ofProcess().routines(), ROWS);
  private final Layer layer = new Layer(WIDTH, WIDTH, 0, ELEMENTS, true);
  private final UpdateSizes sizes = new UpdateSizes();
  private final LossSums sums = new LossSums();
  private final float[] parameters = ramp(ELEMENTS + WIDTH);
  private final float[] gradient = ramp(ELEMENTS + WIDTH);
  private final float[] first = ramp(ELEMENTS + WIDTH);
  private final float[] second = ramp(ELEMENTS + WIDTH);
  private final float[] values = ramp(ELEMENTS);
  private final float[] delta = ramp(ELEMENTS);
  private final float[] normals = normals(ELEMENTS);
  private final int[] labels = new int[ROWS];

  /** Sizes that keep every number finite and normal. */
  public KernelBenchmark() {
    sizes.learningRate = 1e-6;
    sizes.beta1 = 0.9;
    sizes.beta2 = 0.999;
    sizes.epsilon = 1e-8;
    sizes.firstCorrection = 1;
    sizes.secondCorrection = 1;
  }

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 0.1f + i * 0.37f % 1;
    }
    return values;
  }

  private static float[] normals(int length) {
    RandomStream draws = new RandomStream(SeedStreams.of(1), Stream.NOISE);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) draws.normal(0, i);
    }
    return values;
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void adam() {
    arithmetic.adam(parameters, gradient, first, second, 0, ELEMENTS, sizes);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void sgd() {
    arithmetic.sgd(parameters, gradient, 0, ELEMENTS, sizes);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void momentum() {
    arithmetic.momentum(parameters, gradient, first, 0, ELEMENTS, sizes);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void relu() {
    arithmetic.relu(values, ELEMENTS);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void reluBackward() {
    arithmetic.reluBackward(delta, values, ELEMENTS);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void tanh() {
    arithmetic.tanh(values, ELEMENTS);
  }

  /** Normal numbers before each, since it replaces them by slopes. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void gelu() {
    System.arraycopy(normals, 0, delta, 0, ELEMENTS);
    arithmetic.gelu(delta, values, ELEMENTS);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void crossEntropy() {
    arithmetic.crossEntropy(values, ROWS, WIDTH, labels, 0, 1, delta, sums);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void count() {
    arithmetic.count(values, ROWS, WIDTH, labels, 0, sums);
  }

  /** A product and the layer's bias. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void forward() {
    arithmetic.forward(layer, ROWS, delta, 0, parameters, values);
  }

  /** The product for the weights and the sum for the biases. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void gradient() {
    arithmetic.gradient(layer, ROWS, delta, values, 0, gradient, 0);
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void backward() {
    arithmetic.backward(layer, ROWS, delta, parameters, values);
  }
}
