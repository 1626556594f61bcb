package org.groksweep.trainer.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialSpec;

/** Groups of the lockstep engine of every kind that has a state of its own. */
final class GroupKinds {

  /** Two tiles' worth: their arrangement changes as replicas leave, and by an interruption. */
  private static final int MANY = 600;

  private static final StopRule STOP =
      new StopRule(new PassageRule("low", "train_loss", Direction.BELOW, 0.15, 2), 10, 45);

  /**
   * A group, what its states are apart, and how its trials end.
   *
   * @param rest the specs' own but for the seeds
   */
  record Kind(String name, TrialSpec rest, int replicas, double distance, Set<EndReason> ends) {
    @Override
    public String toString() {
      return name;
    }

    List<Trial> trials() {
      List<Trial> trials = new ArrayList<>();
      for (long seed = 0; seed < replicas; seed++) {
        trials.add(DeepLinearSpecs.trial(rest.withSeeds(SeedStreams.of(seed))));
      }
      return trials;
    }
  }

  private GroupKinds() {}

  static Stream<Kind> all() {
    LinearTeacher teacher = DeepLinearSpecs.teacher(List.of(1.0, 0.6), LinearTeacher.Data.SAMPLED);
    DeepLinear network = new DeepLinear(3, 3, DeepLinear.Scheme.NORMAL, 0.8, List.of(), 0);
    EscapeRule forgotten =
        new EscapeRule("forgotten", "singular_values_1", Direction.BELOW, 0.05, 0.1, 20);
    EscapeRule second =
        new EscapeRule("second", "singular_values_2", Direction.ABOVE, 0.4, 0.3, 50);
    EscapeRule third =
        new EscapeRule("third", "singular_values_3", Direction.ABOVE, 0.02, 0.01, 15);
    TrialSpec chain =
        DeepLinearSpecs.chain(
            0,
            DeepLinearSpecs.phase(
                "learn", 1500, 0.15, List.of(DeepLinearSpecs.LEARNED), List.of("learned")),
            DeepLinearSpecs.phase(
                "wait",
                400,
                0.3,
                List.of(DeepLinearSpecs.LEARNED, forgotten),
                List.of("forgotten")));
    TrialSpec fresh =
        DeepLinearSpecs.spec(
            teacher,
            network,
            new Batching(3, Sampling.FRESH),
            0,
            phase("warm", 300, 0.02, 0.1, new Schedule(200, Schedule.Decay.COSINE, 0)),
            phase("on", 300, 0.05, 0.2, Schedule.NONE)
                .watching(List.of(second), List.of("second"), 100));
    TrialSpec shuffled =
        DeepLinearSpecs.spec(
            teacher,
            network,
            new Batching(7, Sampling.SHUFFLED),
            0,
            phase("first", 250, 0.03, 0, Schedule.NONE),
            phase("second", 250, 0.02, 0.05, Schedule.NONE));
    TrialSpec replaced =
        DeepLinearSpecs.spec(
            DeepLinearSpecs.teacher(List.of(1.0, 0.8, 0.6), LinearTeacher.Data.SAMPLED),
            network,
            new Batching(4, Sampling.WITH_REPLACEMENT),
            0,
            phase("watch", 200, 0.05, 0.3, Schedule.NONE)
                .watching(List.of(third), List.of("third"), 100),
            phase("after", 100, 0.05, 0, Schedule.NONE));
    TrialSpec hot =
        DeepLinearSpecs.spec(
            teacher,
            network,
            Batching.FULL,
            0,
            phase("hot", 300, 0.3, 0.1, Schedule.NONE),
            phase("cold", 100, 0.05, 0, Schedule.NONE));
    return Stream.concat(
        Stream.of(
            kind("chain", chain, MANY, 6e7, EndReason.ESCAPED, EndReason.COMPLETED),
            kind(
                "chain, float32",
                TestSpecs.withPrecision(chain, Precision.FLOAT32),
                64,
                1e7,
                EndReason.ESCAPED),
            kind("fresh", fresh, 70, 1.5e7, EndReason.ESCAPED, EndReason.COMPLETED),
            kind("fresh, stops", TestSpecs.withStopRule(fresh, STOP), 20, 3e6, EndReason.STOPPED),
            kind(
                "shuffled",
                TestSpecs.withPrecision(shuffled, Precision.FLOAT32),
                20,
                8e6,
                EndReason.COMPLETED),
            kind("replaced", replaced, 20, 8e6, EndReason.COMPLETED),
            kind("hot", hot, 40, 1e6, EndReason.DIVERGED, EndReason.COMPLETED),
            kind("one", TestSpecs.withStopRule(fresh, STOP), 1, 1.5e6, EndReason.STOPPED),
            kind(
                "one, float32",
                TestSpecs.withPrecision(shuffled, Precision.FLOAT32),
                1,
                1.5e6,
                EndReason.COMPLETED)),
        factored());
  }

  /** Diagonal networks and factored matrices. */
  private static Stream<Kind> factored() {
    SeparableClassification classes =
        new SeparableClassification(SeparableClassification.Kind.LARGE_MARGIN, 6, 40, 9, 3, 2, 1);
    DiagonalLinear diagonal = new DiagonalLinear(0.7, 0.3);
    EscapeRule fitted = new EscapeRule("fitted", "train_loss", Direction.BELOW, 0.02, 0.03, 5);
    TrialSpec watched =
        DeepLinearSpecs.spec(
            classes,
            diagonal,
            Batching.FULL,
            0,
            phase("fit", 300, 0.03, 0.1, Schedule.NONE)
                .watching(List.of(fitted), List.of("fitted"), 300),
            phase("wait", 300, 0.03, 0.5, Schedule.NONE)
                .watching(List.of(fitted), List.of("fitted"), 300));
    TrialSpec shuffled =
        DeepLinearSpecs.spec(
            classes,
            diagonal,
            new Batching(7, Sampling.SHUFFLED),
            0,
            phase("first", 100, 0.03, 0, Schedule.NONE),
            phase("second", 100, 0.02, 0.05, Schedule.NONE));
    TrialSpec matrix =
        DeepLinearSpecs.spec(
            new MatrixCompletion(6),
            new MatrixFactorization(1, 0.6),
            Batching.FULL,
            0,
            phase("hot", 200, 0.4, 1.2, Schedule.NONE),
            phase("cold", 100, 0.05, 0, Schedule.NONE));
    return Stream.of(
        kind("diagonal", watched, MANY, 1.5e7, EndReason.ESCAPED, EndReason.COMPLETED),
        kind(
            "diagonal, float32",
            TestSpecs.withPrecision(shuffled, Precision.FLOAT32),
            20,
            1.2e6,
            EndReason.COMPLETED),
        kind("diagonal, one", shuffled, 1, 4e5, EndReason.COMPLETED),
        kind("matrices", matrix, 40, 2e6, EndReason.DIVERGED, EndReason.COMPLETED));
  }

  private static Kind kind(
      String name, TrialSpec rest, int replicas, double distance, EndReason... ends) {
    return new Kind(name, rest, replicas, distance, Set.of(ends));
  }

  /** A phase whose training set is half the examples. */
  private static Phase phase(
      String name, long maxSteps, double learningRate, double noise, Schedule schedule) {
    return new Phase(
        name,
        maxSteps,
        20,
        0.5,
        TestSet.COMPLEMENT,
        learningRate,
        schedule,
        0.01,
        0.02,
        Phase.OptimizerState.KEEP,
        Phase.BatchStream.CONTINUE,
        noise,
        0.1,
        List.of(),
        List.of(),
        maxSteps);
  }
}
