package org.groksweep.driver.plan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.ModularTask;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What the planned arithmetic takes on this machine. It predicts for people; no bundle is cut by
 * it.
 *
 * @param secondsPerFlop wall-clock seconds of one core per planned floating-point operation
 */
public record CostModel(double secondsPerFlop) {

  private static final double PROBE_SECONDS = 0.3;
  private static final double SLICE_SECONDS = 0.02;
  private static final int PROBE_EXAMPLES = 961;

  public CostModel {
    if (!(secondsPerFlop > 0)) {
      throw new IllegalArgumentException("secondsPerFlop: " + secondsPerFlop + " must be above 0");
    }
  }

  /**
   * Trains a small network in this thread for 0.3 seconds of its CPU time: an eighth of a million
   * weights would be faster per operation, a handful slower. What else the machine does meanwhile
   * hardly matters, since the fastest of short slices counts: the first are slow while the JIT
   * compiles, and others only ever make a slice slower.
   */
  public static CostModel probe(Families families, EngineTable engines) throws IOException {
    TaskFamilies tasks = families.tasks();
    TaskSpec task = new ModularTask(31, ModularTask.Operation.ADD);
    Examples examples = tasks.examples(task);
    TrialSpec spec = spec(task);
    FlopEstimate estimate =
        FlopEstimate.of(
            families.models().of(spec.model()), spec, examples.features(), examples.outputs());
    double flops = estimate.step(spec.batching(), spec.phases().get(0));
    Engine engine = engines.engine(engines.nameFor(spec, java.util.Optional.empty()));
    try (Learner learner = engine.learner(spec, examples)) {
      learner.beginPhase(0);
      return new CostModel(secondsPerStep(learner) / flops);
    }
  }

  private static double secondsPerStep(Learner learner) {
    double begin = cpuSeconds();
    double fastest = Double.POSITIVE_INFINITY;
    double now = begin;
    while (now - begin < PROBE_SECONDS) {
      double sliceBegin = now;
      long steps = 0;
      while (now - sliceBegin < SLICE_SECONDS) {
        learner.step();
        steps++;
        now = cpuSeconds();
      }
      fastest = Math.min(fastest, (now - sliceBegin) / steps);
    }
    return fastest;
  }

  private static double cpuSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return 1e-9
        * (threads.isCurrentThreadCpuTimeSupported()
            ? threads.getCurrentThreadCpuTime()
            : System.nanoTime());
  }

  private static TrialSpec spec(TaskSpec task) {
    return new TrialSpec(
        task,
        new MultiLayerPerceptron(
            3, 64, Activation.RELU, Biases.ALL, Initialization.PYTORCH, 1, 1, InitScaleOn.ALL, 1),
        Loss.CROSS_ENTROPY,
        new Adam(Adam.DEFAULT_BETA1, Adam.DEFAULT_BETA2, Adam.DEFAULT_EPSILON, true),
        Batching.FULL,
        Precision.FLOAT32,
        List.of(
            new Phase(
                Phase.DEFAULT_NAME,
                Long.MAX_VALUE,
                PROBE_EXAMPLES / 4,
                0.25,
                TestSet.COMPLEMENT,
                1e-4,
                Schedule.NONE,
                0,
                0,
                Phase.OptimizerState.KEEP,
                Phase.BatchStream.CONTINUE)),
        List.of(),
        SeedStreams.of(0));
  }
}
