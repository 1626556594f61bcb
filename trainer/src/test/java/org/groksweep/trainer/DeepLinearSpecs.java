package org.groksweep.trainer;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * A chain of three scalar weights that starts at 0 on y = x, with L2 0.35 and gradient noise: the
 * product leaves 0 for about 0.58 (barrier 0.0225; the threshold is midway to the saddle).
 */
public final class DeepLinearSpecs {

  public static final double THRESHOLD = 0.315;
  public static final LinearTeacher TEACHER = teacher(List.of(1.0), LinearTeacher.Data.POPULATION);
  public static final DeepLinear CHAIN =
      new DeepLinear(3, 1, DeepLinear.Scheme.MODES, 1, List.of(), 0);
  public static final EscapeRule LEARNED =
      EscapeRule.atOnce("learned", "singular_values_1", Direction.ABOVE, THRESHOLD);

  private DeepLinearSpecs() {}

  public static LinearTeacher teacher(List<Double> singularValues, LinearTeacher.Data data) {
    int size = singularValues.size();
    return new LinearTeacher(
        singularValues, size, size, data, 40, LinearTeacher.Residual.VARIANCE, 0, 0);
  }

  /** A phase whose noise has the given variance, and which lasts until the named escapes. */
  public static Phase phase(
      String name, long maxSteps, double noise, List<EscapeRule> escapes, List<String> until) {
    return new Phase(
        name,
        maxSteps,
        2,
        1,
        TestSet.HOLD_OUT,
        0.2,
        Schedule.NONE,
        0,
        0.35,
        OptimizerState.KEEP,
        BatchStream.CONTINUE,
        noise,
        0,
        escapes,
        until,
        maxSteps);
  }

  public static TrialSpec chain(long seed, Phase... phases) {
    return spec(TEACHER, CHAIN, Batching.FULL, seed, phases);
  }

  public static TrialSpec spec(
      TaskSpec task, ModelSpec model, Batching batching, long seed, Phase... phases) {
    return new TrialSpec(
        task,
        model,
        task instanceof SeparableClassification ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR,
        new OptimizerSpec.Sgd(0, true),
        batching,
        Precision.FLOAT64,
        List.of(phases),
        List.of(),
        SeedStreams.of(seed));
  }

  public static Examples examples(TrialSpec spec) {
    return TestSpecs.examples(spec.task());
  }

  public static Trial trial(TrialSpec spec) {
    TrialId id = TrialId.of(CanonicalJson.of(spec), examples(spec).fingerprint());
    return new Trial(id, "c0", spec, List.of());
  }
}
