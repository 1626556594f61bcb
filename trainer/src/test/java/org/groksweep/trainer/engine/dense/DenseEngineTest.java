package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsFamily;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DenseEngineTest {

  @Test
  void theFingerprintNamesEngineBuildAndKernels() {
    String fingerprint = new DenseEngine().numericsFingerprint();
    assertThat(fingerprint).matches("dense-4/(OpenBLAS-0\\.3\\.\\d+|java)/[0-9a-f]{8}");
    assertThat(new DenseEngine().numericsFingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void onlyOneOpenBlasIsLoadedAndItIsNotTheOneWithLapack() throws Exception {
    assumeOpenBlas();
    Process alone =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadedOpenBlas.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(alone.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> libraries = output.lines().toList();
      assertThat(alone.waitFor()).isZero();
      assertThat(libraries).containsExactly("libopenblas_nolapack.so.0");
    }
  }

  /**
   * Products that OpenBLAS would spread over threads cost the process no more processor time than
   * the calling thread; a second thread would double it, however busy the machine is.
   */
  @Test
  void matrixProductsRunOnTheCallersThreadAlone() {
    assumeOpenBlas();
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Layer layer = new Layer(600, 600, 0, 0, false);
    FloatArithmetic arithmetic = new FloatArithmetic(BlasLibrary.ofProcess().routines(), 600);
    float[] input = new float[layer.weightCount()];
    float[] weights = new float[layer.weightCount()];
    float[] output = new float[layer.weightCount()];
    double least = Double.POSITIVE_INFINITY;
    // The least of several: compiler and collector have threads of their own that come and go, on a
    // busy machine for seconds.
    for (int attempt = 0; attempt < 30 && least >= 1.4; attempt++) {
      long ofProcess = process.getProcessCpuTime();
      long ofThread = threads.getCurrentThreadCpuTime();
      for (int product = 0; product < 30; product++) {
        arithmetic.forward(layer, 600, input, 0, weights, output);
      }
      double ratio =
          (process.getProcessCpuTime() - ofProcess)
              / (double) (threads.getCurrentThreadCpuTime() - ofThread);
      least = Math.min(least, ratio);
    }
    assertThat(least).isLessThan(1.4);
  }

  /**
   * A reference BLAS in its place would compute the same, a hundred times slower, in other bits.
   */
  @Test
  void netlibsProductsAreOpenBlasProducts() {
    assumeOpenBlas();
    int size = 130;
    float[] a = new float[size * size];
    for (int i = 0; i < a.length; i++) {
      a[i] = i * 0.37f % 1 - 0.5f;
    }
    float[] throughNetlib = new float[a.length];
    float[] direct = new float[a.length];
    Layer layer = new Layer(size, size, 0, 0, false);
    new FloatArithmetic(BlasLibrary.ofProcess().routines(), size)
        .forward(layer, size, a, 0, a, throughNetlib);
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasColMajor,
        openblas_nolapack.CblasTrans,
        openblas_nolapack.CblasNoTrans,
        size,
        size,
        size,
        1,
        a,
        size,
        a,
        size,
        0,
        direct,
        size);
    assertThat(throughNetlib).isEqualTo(direct);
  }

  /** More examples than pass through the network at once: the same gradient, by other sums. */
  @Test
  void chunksAddUpToTheWhole() throws IOException {
    TrialSpec spec = digits(Batching.FULL, Loss.CROSS_ENTROPY, 1200);
    TrialSpec one = digits(Batching.FULL, Loss.CROSS_ENTROPY, 1);
    Examples examples = new DigitsFamily().examples(new DigitsTask(597));
    DenseLearner<double[]> whole = learner(spec, examples);
    Measurement measured = whole.measure();
    assertThat(measured.trainLoss()).isBetween(2.0, 2.6);
    assertThat(measured.testLoss().orElseThrow()).isBetween(2.0, 2.6);

    // The sum over single examples of the seed's order, one at a time through training sets of 1.
    Samples<double[]> samples = whole.samples();
    double[] sum = new double[whole.gradient().length];
    double loss = 0;
    DenseLearner<double[]> single = learner(one, examples);
    LossSums sums = new LossSums();
    double[] gradient = new double[sum.length];
    for (int row = 0; row < 1200; row++) {
      single.objective().gradient(whole.parameters(), samples, row, row + 1, gradient, sums);
      loss += sums.meanLoss() / 1200;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += gradient[i] / 1200;
      }
    }
    assertThat(Math.abs(loss - measured.trainLoss())).isLessThan(1e-12);
    for (int i = 0; i < sum.length; i++) {
      assertThat(Math.abs(sum[i] - whole.gradient()[i])).isLessThan(1e-13);
    }
  }

  @Test
  void aBatchAsLargeAsTheTrainingSetIsTheFullBatch() throws IOException {
    Examples examples = TestSpecs.examples();
    TrialSpec full = TestSpecs.SPEC;
    TrialSpec shuffled = TestSpecs.withBatching(full, new Batching(30, Sampling.SHUFFLED));
    assertThat(after(20, shuffled, examples)).isEqualTo(after(20, full, examples));
  }

  @Test
  void measuringChangesNothing() {
    Examples examples = TestSpecs.examples();
    for (Sampling sampling : List.of(Sampling.SHUFFLED, Sampling.WITH_REPLACEMENT)) {
      TrialSpec spec = TestSpecs.withBatching(TestSpecs.SPEC, new Batching(7, sampling));
      try (Learner measured = new DenseEngine().learner(spec, examples)) {
        measured.beginPhase(0);
        for (int step = 0; step < 20; step++) {
          measured.measure();
          measured.step();
          measured.measure();
        }
        assertThat(measured.measure()).isEqualTo(after(20, spec, examples));
      }
    }
  }

  @Test
  void digitsAreLearned() throws IOException {
    Examples examples = new DigitsFamily().examples(new DigitsTask(597));
    TrialSpec spec =
        TestSpecs.withPrecision(
            digits(new Batching(64, Sampling.SHUFFLED), Loss.CROSS_ENTROPY, 1200),
            Precision.FLOAT32);
    Measurement end = after(600, spec, examples);
    assertThat(end.trainAccuracy().orElseThrow()).isGreaterThan(0.96);
    assertThat(end.testAccuracy().orElseThrow()).isGreaterThan(0.9);
  }

  /**
   * Softmax of logits 100 apart: the loss e⁻¹⁰⁰ survives in both precisions, its gradient in
   * float64, and in float32 that of e⁻⁵⁰; there e⁻⁸⁰ = 2e-35 is below half of the grain's 8e-31.
   */
  @Test
  void aTinyCrossEntropyIsNotRoundedAway() {
    double right = StrictMath.exp(-100);
    LossSums sums = new LossSums();
    double[] doubleDelta = new double[2];
    new DoubleArithmetic(BlasLibrary.java().routines(), 1)
        .crossEntropy(new double[] {100, 0}, 1, 2, new int[] {0}, 0, 1, doubleDelta, sums);
    assertThat(Math.abs(sums.loss / right - 1)).isLessThan(1e-14);
    assertThat(Math.abs(doubleDelta[0] / -right - 1)).isLessThan(1e-14);

    sums.clear();
    float[] floatDelta = new float[2];
    new FloatArithmetic(BlasLibrary.java().routines(), 1)
        .crossEntropy(new float[] {50, 0}, 1, 2, new int[] {0}, 0, 1, floatDelta, sums);
    assertThat(Math.abs(floatDelta[0] / -StrictMath.exp(-50) - 1)).isLessThan(1e-6);

    sums.clear();
    new FloatArithmetic(BlasLibrary.java().routines(), 1)
        .crossEntropy(new float[] {80, 0}, 1, 2, new int[] {0}, 0, 1, floatDelta, sums);
    assertThat(Math.abs(sums.loss / StrictMath.exp(-80) - 1)).isLessThan(1e-14);
    assertThat(floatDelta).containsOnly(0);
  }

  @Test
  void ofEqualOutputsTheFirstIsTheLargest() {
    LossSums sums = new LossSums();
    DoubleArithmetic arithmetic = new DoubleArithmetic(BlasLibrary.java().routines(), 2);
    arithmetic.count(new double[] {1, 1, 1, 1}, 2, 2, new int[] {0, 1}, 0, sums);
    assertThat(sums.correct).isEqualTo(1);
    assertThat(sums.examples).isEqualTo(2);
    assertThat(sums.squaredOutputs).isEqualTo(4);
  }

  private static void assumeOpenBlas() {
    Assumptions.assumeTrue(
        BlasLibrary.ofProcess().build().startsWith("OpenBLAS")
            && Files.exists(Path.of("/proc/self/maps")),
        "OpenBLAS on Linux");
  }

  private static Measurement after(int steps, TrialSpec spec, Examples examples) {
    try (Learner learner = new DenseEngine().learner(spec, examples)) {
      learner.beginPhase(0);
      for (int step = 0; step < steps; step++) {
        learner.step();
      }
      return learner.measure();
    }
  }

  private static DenseLearner<double[]> learner(TrialSpec spec, Examples examples) {
    DoubleArithmetic arithmetic =
        new DoubleArithmetic(BlasLibrary.ofProcess().routines(), Objective.MAX_ROWS);
    DenseLearner<double[]> learner = new DenseLearner<>(arithmetic, spec, examples);
    learner.beginPhase(0);
    return learner;
  }

  private static TrialSpec digits(Batching batching, Loss loss, int trainExamples) {
    Phase phase =
        new Phase(
            "train",
            1000,
            trainExamples,
            trainExamples / 1200.0,
            TestSet.HOLD_OUT,
            0.003,
            TestSpecs.PHASE.schedule(),
            0,
            0,
            TestSpecs.PHASE.optimizerState(),
            TestSpecs.PHASE.batchStream());
    TrialSpec spec = TestSpecs.withPrecision(TestSpecs.SPEC, Precision.FLOAT64);
    spec = TestSpecs.withLoss(TestSpecs.withBatching(spec, batching), loss);
    return TestSpecs.withPhases(spec, phase);
  }
}
