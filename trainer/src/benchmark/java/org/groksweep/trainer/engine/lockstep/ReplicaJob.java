package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.stream.IntStream;
import org.groksweep.trainer.benchmark.Timed;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.linear.LinearTeacherFamily;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Many replicas of one small network, in steps of one replica.
 *
 * @param name of the job
 * @param replicas number of seeds
 * @param depth of the network
 * @param width of all its layers
 * @param batching of its updates
 * @param learningRate of plain gradient descent
 * @param l2 coupled
 * @param gradientNoise variance per coordinate, which also has an escape watched at every step
 * @param precision of the arithmetic
 */
record ReplicaJob(
    String name,
    int replicas,
    int depth,
    int width,
    Batching batching,
    double learningRate,
    double l2,
    double gradientNoise,
    Precision precision) {

  private static final long ENDLESS = 1L << 39;

  /** The peer's: depth 3, width 4, fresh batches of 4. */
  static ReplicaJob peers(Precision precision) {
    Batching fresh = new Batching(4, Sampling.FRESH);
    return new ReplicaJob("256 deep linear networks", 256, 3, 4, fresh, 0.01, 0.01, 0, precision);
  }

  /** The chain 1-1-1-1 under gradient noise. */
  static ReplicaJob chain(Precision precision) {
    return new ReplicaJob("256 chains", 256, 3, 1, Batching.FULL, 0.2, 0.35, 2.7 / 78, precision);
  }

  /** The peer's under so much l2 that they collapse in a few hundred steps. */
  static ReplicaJob collapsing(Precision precision) {
    Batching fresh = new Batching(4, Sampling.FRESH);
    return new ReplicaJob("256 collapsing networks", 256, 3, 4, fresh, 0.1, 2, 0, precision);
  }

  GroupLearner begun() {
    List<Double> values =
        IntStream.range(0, width).mapToObj(i -> 1 - 0.8 * i / Math.max(1, width - 1)).toList();
    LinearTeacher task =
        new LinearTeacher(
            values,
            width,
            width,
            LinearTeacher.Data.POPULATION,
            1,
            LinearTeacher.Residual.VARIANCE,
            0,
            0);
    Examples examples = new LinearTeacherFamily().examples(task);
    List<TrialSpec> specs =
        IntStream.range(0, replicas).mapToObj(seed -> spec(task, examples, seed)).toList();
    return GroupSteps.begin(specs, examples);
  }

  private TrialSpec spec(LinearTeacher task, Examples examples, int seed) {
    // Never crossed, but looked for.
    List<EscapeRule> rules =
        gradientNoise > 0
            ? List.of(EscapeRule.atOnce("far", "singular_values_1", Direction.ABOVE, 1e6))
            : List.of();
    Phase phase =
        new Phase(
            "train",
            ENDLESS,
            examples.available(),
            1,
            TestSet.HOLD_OUT,
            learningRate,
            Schedule.NONE,
            0,
            l2,
            Phase.OptimizerState.KEEP,
            Phase.BatchStream.CONTINUE,
            gradientNoise,
            0,
            rules,
            List.of(),
            ENDLESS);
    return new TrialSpec(
        task,
        new DeepLinear(depth, width, DeepLinear.Scheme.NORMAL, 1, List.of(), 0),
        Loss.HALF_SQUARED_ERROR,
        new OptimizerSpec.Sgd(0, true),
        batching,
        precision,
        List.of(phase),
        List.of(),
        SeedStreams.of(seed));
  }

  /** Steps of one replica each, of which a group does as many at once as it has. */
  Timed steps() {
    return new GroupSteps(this::begun);
  }
}
