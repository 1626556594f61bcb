package org.groksweep.trainer.engine;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.linear.LinearTeacherFamily;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DeepLinear.Scheme;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.Schedule.Decay;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Deep linear networks on linear teachers under plain gradient descent: every batching with and
 * without gradient noise under every combination of penalties; losses, schedules, kinds of data and
 * of initialization in turn.
 */
final class LinearCases {

  static final long STEPS = 200;

  private static final double LEARNING_RATE = 0.05;
  private static final List<Batching> BATCHINGS =
      List.of(
          Batching.FULL,
          new Batching(5, Sampling.SHUFFLED),
          new Batching(4, Sampling.WITH_REPLACEMENT),
          new Batching(3, Sampling.FRESH));
  private static final List<Double> NOISES = List.of(0.0, 0.02);
  private static final List<Double> DECAYS = List.of(0.0, 0.03);
  private static final List<Double> L2S = List.of(0.0, 0.04);
  private static final DeepLinear DRAWN = new DeepLinear(3, 4, Scheme.NORMAL, 1, List.of(), 0);
  private static final DeepLinear MODES =
      new DeepLinear(2, 4, Scheme.MODES, 1, List.of(0.5, 0.1), 0.01);
  private static final Schedule COSINE = new Schedule(20, Decay.COSINE, 0.1);

  private LinearCases() {}

  /** A spec and what it is there for. */
  record Case(String name, TrialSpec spec) {

    Examples examples() {
      return new LinearTeacherFamily().examples(spec.task());
    }

    /** Deeplearning4j knows no noise and no fresh examples. */
    boolean isKnownToDl4j() {
      return spec.batching().sampling() != Sampling.FRESH
          && spec.phases().get(0).gradientNoise() == 0;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all(Precision precision) {
    List<Case> cases = new ArrayList<>();
    for (Batching batching : BATCHINGS) {
      for (double noise : NOISES) {
        for (double decay : DECAYS) {
          for (double l2 : L2S) {
            cases.add(numbered(cases.size(), batching, noise, decay, l2, precision));
          }
        }
      }
    }
    return List.copyOf(cases);
  }

  // Bit 0 is l2, 1 decay, 2 noise, 3 and 4 the batching: each further choice meets either value of
  // every one of them.
  private static Case numbered(
      int number, Batching batching, double noise, double decay, double l2, Precision precision) {
    LinearTeacher task =
        teacher(
            List.of(0.9, 0.5, 0.2), 4, isOdd(number & 0b01101) ? Data.POPULATION : Data.SAMPLED);
    Loss loss = isOdd(number & 0b01011) ? Loss.MEAN_SQUARED_ERROR : Loss.HALF_SQUARED_ERROR;
    DeepLinear model = isOdd(number & 0b10010) ? MODES : DRAWN;
    Schedule schedule = isOdd(number & 0b11101) ? COSINE : Schedule.NONE;
    String name =
        "%s%s%s%s, %s, %s"
            .formatted(
                batching.sampling(),
                noise > 0 ? ", noise" : "",
                decay > 0 ? ", decay" : "",
                l2 > 0 ? ", l2" : "",
                loss,
                task.data());
    Phase phase = phase(task, schedule, noise, decay, l2, List.of());
    return new Case(name, spec(task, model, loss, batching, precision, phase));
  }

  private static boolean isOdd(int bits) {
    return Integer.bitCount(bits) % 2 == 1;
  }

  /** A network as wide as it has modes, under gradient noise, whose phase watches rules. */
  static Case watching(int modes, Precision precision, EscapeRule... rules) {
    List<Double> values = List.of(0.9, 0.5, 0.2).subList(0, modes);
    LinearTeacher task = teacher(values, modes, Data.POPULATION);
    DeepLinear model = new DeepLinear(3, modes, Scheme.NORMAL, 1, List.of(), 0);
    Phase phase = phase(task, Schedule.NONE, 0.02, 0, 0.01, List.of(rules));
    return new Case(
        "watching " + List.of(rules),
        spec(task, model, Loss.HALF_SQUARED_ERROR, Batching.FULL, precision, phase));
  }

  private static TrialSpec spec(
      LinearTeacher task,
      DeepLinear model,
      Loss loss,
      Batching batching,
      Precision precision,
      Phase phase) {
    return new TrialSpec(
        task,
        model,
        loss,
        new Sgd(0, true),
        batching,
        precision,
        List.of(phase),
        List.of(),
        SeedStreams.of(3));
  }

  private static LinearTeacher teacher(List<Double> singularValues, int inputs, Data data) {
    int examples = data == Data.POPULATION ? 6 : 24;
    return new LinearTeacher(
        singularValues, inputs, singularValues.size(), data, examples, Residual.UNIT_OUTPUT, 0, 7);
  }

  private static Phase phase(
      LinearTeacher task,
      Schedule schedule,
      double noise,
      double decay,
      double l2,
      List<EscapeRule> escapes) {
    return new Phase(
        "train",
        STEPS,
        new LinearTeacherFamily().examples(task).available(),
        1,
        TestSet.HOLD_OUT,
        LEARNING_RATE,
        schedule,
        decay,
        l2,
        Phase.OptimizerState.KEEP,
        Phase.BatchStream.CONTINUE,
        noise,
        0,
        escapes,
        List.of(),
        STEPS);
  }
}
