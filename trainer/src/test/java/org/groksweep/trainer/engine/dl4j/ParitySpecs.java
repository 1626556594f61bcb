package org.groksweep.trainer.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.Schedule.Decay;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Float64 trials of 200 steps, modular addition mod 7, that between them have every activation,
 * loss, rule, penalty, bias setting, batching, schedule, initialization and way from phase to
 * phase.
 */
public final class ParitySpecs {

  static final int STEPS = 200;

  /** Large enough to show where ε stands. */
  static final OptimizerSpec COARSE_ADAM = new Adam(0.9, 0.98, 1e-2, true);

  static final DigitsTask DIGITS = new DigitsTask(597);

  private static final OptimizerSpec ADAM = new Adam(0.9, 0.98, 1e-8, true);
  private static final Batching SHUFFLED = new Batching(8, Sampling.SHUFFLED);
  private static final Phase DECOUPLED = phase(0.01, 0.3, 0);

  private ParitySpecs() {}

  /** A spec and what it is there for. */
  public record Case(String name, TrialSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      add(cases, "activation " + Choices.key(activation), of(activation, Biases.ALL));
    }
    for (Loss loss : Loss.values()) {
      add(cases, "loss " + Choices.key(loss), TestSpecs.withLoss(base(), loss));
    }
    for (Biases biases : Biases.values()) {
      add(cases, "biases " + Choices.key(biases), of(Activation.RELU, biases));
    }
    for (Initialization scheme : Initialization.values()) {
      add(cases, "initialization " + Choices.key(scheme), of(scheme));
    }
    addRules(cases);
    addBatchings(cases);
    addSchedules(cases);
    addShapes(cases);
    addPhases(cases);
    return List.copyOf(cases);
  }

  private static void addRules(List<Case> cases) {
    add(cases, "sgd", rule(new Sgd(0, true), phase(0.1, 0, 0)));
    add(cases, "sgd, l2 and weight decay", rule(new Sgd(0, true), phase(0.1, 0.02, 0.01)));
    add(cases, "momentum", rule(new Sgd(0.9, true), phase(0.05, 0, 0)));
    add(cases, "momentum, l2", rule(new Sgd(0.9, true), phase(0.05, 0, 0.01)));
    add(
        cases,
        "momentum, l2 and weight decay, not of biases",
        rule(new Sgd(0.9, false), phase(0.05, 0.02, 0.01)));
    add(cases, "adam", rule(ADAM, phase(0.01, 0, 0)));
    add(cases, "adam, large epsilon", rule(COARSE_ADAM, phase(0.01, 0, 0)));
    add(cases, "adam, l2", rule(ADAM, phase(0.01, 0, 0.01)));
    add(cases, "adamW", rule(ADAM, DECOUPLED));
    add(cases, "adamW, not of biases", rule(new Adam(0.9, 0.98, 1e-8, false), DECOUPLED));
    add(cases, "adam, l2 and weight decay", rule(COARSE_ADAM, phase(0.01, 0.3, 0.01)));
    add(cases, "adam, no momenta", rule(new Adam(0, 0, 1e-2, true), phase(0.01, 0.1, 0)));
  }

  private static void addBatchings(List<Case> cases) {
    add(cases, "full batch", TestSpecs.withBatching(base(), Batching.FULL));
    add(
        cases,
        "with replacement",
        TestSpecs.withBatching(base(), new Batching(8, Sampling.WITH_REPLACEMENT)));
    add(
        cases,
        "batches larger than the training set",
        TestSpecs.withBatching(base(), new Batching(64, Sampling.SHUFFLED)));
  }

  private static void addSchedules(List<Case> cases) {
    add(cases, "warm-up", scheduled(new Schedule(20, Decay.CONSTANT, 0)));
    add(cases, "cosine", scheduled(new Schedule(0, Decay.COSINE, 0)));
    add(cases, "warm-up and cosine", scheduled(new Schedule(20, Decay.COSINE, 0.1)));
  }

  private static void addShapes(List<Case> cases) {
    add(cases, "depth 1", shaped(1, Activation.RELU, Biases.ALL, 1, InitScaleOn.ALL, 1));
    add(cases, "depth 6 tanh", shaped(6, Activation.TANH, Biases.ALL, 1, InitScaleOn.ALL, 1));
    add(cases, "deep linear", shaped(5, Activation.LINEAR, Biases.NONE, 1, InitScaleOn.ALL, 1));
    add(
        cases,
        "initScale 4 on weights",
        shaped(3, Activation.RELU, Biases.ALL, 4, InitScaleOn.WEIGHTS, 1));
    add(cases, "outputScale 0", shaped(3, Activation.TANH, Biases.ALL, 1, InitScaleOn.ALL, 0));
  }

  private static void addPhases(List<Case> cases) {
    for (OptimizerState state : OptimizerState.values()) {
      for (BatchStream stream : BatchStream.values()) {
        for (OptimizerSpec rule : List.of(ADAM, new Sgd(0.9, false))) {
          Phase first = of("first", 80, 30, Schedule.NONE, phase(0.01, 0.2, 0), state, stream);
          Schedule cosine = new Schedule(10, Decay.COSINE, 0);
          Phase second = of("second", 60, 20, cosine, phase(0.02, 0, 0.01), state, stream);
          Phase third = of("third", 60, 20, Schedule.NONE, phase(0.01, 0.1, 0.02), state, stream);
          add(
              cases,
              "phases, %s, %s, %s".formatted(Choices.key(state), Choices.key(stream), rule.type()),
              TestSpecs.withPhases(TestSpecs.withOptimizer(base(), rule), first, second, third));
        }
      }
    }
  }

  private static void add(List<Case> cases, String name, TrialSpec spec) {
    // Every case has its own seed: more of the addresses are met.
    cases.add(new Case(name, TestSpecs.withSeed(spec, cases.size() - 3)));
  }

  /** Relu, cross-entropy, AdamW, shuffled batches of 8 of 30 examples. */
  static TrialSpec base() {
    return of(Activation.RELU, Biases.ALL);
  }

  private static TrialSpec of(Activation activation, Biases biases) {
    return spec(model(3, activation, biases, Initialization.PYTORCH, 1, InitScaleOn.ALL, 1));
  }

  private static TrialSpec of(Initialization scheme) {
    return spec(model(3, Activation.RELU, Biases.ALL, scheme, 1, InitScaleOn.ALL, 1));
  }

  private static TrialSpec shaped(
      int depth,
      Activation activation,
      Biases biases,
      double initScale,
      InitScaleOn scaleOn,
      double outputScale) {
    return spec(
        model(depth, activation, biases, Initialization.PYTORCH, initScale, scaleOn, outputScale));
  }

  static TrialSpec rule(OptimizerSpec rule, Phase phase) {
    return TestSpecs.withPhases(TestSpecs.withOptimizer(base(), rule), phase);
  }

  private static TrialSpec scheduled(Schedule schedule) {
    return TestSpecs.withPhases(
        base(),
        of("train", STEPS, 30, schedule, DECOUPLED, OptimizerState.KEEP, BatchStream.CONTINUE));
  }

  /** Ends at a learning rate of 0. */
  static TrialSpec cosineToZero(long steps) {
    Schedule cosine = new Schedule(0, Decay.COSINE, 0);
    return TestSpecs.withPhases(
        base(),
        of("train", steps, 30, cosine, DECOUPLED, OptimizerState.KEEP, BatchStream.CONTINUE));
  }

  /** Real digits with their fixed hold-out, in float32. */
  public static TrialSpec digits() {
    Phase phase =
        new Phase(
            "train",
            STEPS,
            100,
            100 / 1200.0,
            TestSet.HOLD_OUT,
            0.01,
            Schedule.NONE,
            0.1,
            0,
            OptimizerState.KEEP,
            BatchStream.CONTINUE);
    return new TrialSpec(
        DIGITS,
        model(3, Activation.RELU, Biases.ALL, Initialization.PYTORCH, 1, InitScaleOn.ALL, 1),
        Loss.CROSS_ENTROPY,
        ADAM,
        Batching.FULL,
        Precision.FLOAT32,
        List.of(phase),
        List.of(),
        SeedStreams.of(1));
  }

  private static MultiLayerPerceptron model(
      int depth,
      Activation activation,
      Biases biases,
      Initialization scheme,
      double initScale,
      InitScaleOn scaleOn,
      double outputScale) {
    return new MultiLayerPerceptron(
        depth, 16, activation, biases, scheme, 0.3, initScale, scaleOn, outputScale);
  }

  private static TrialSpec spec(MultiLayerPerceptron model) {
    return new TrialSpec(
        TestSpecs.TASK,
        model,
        Loss.CROSS_ENTROPY,
        ADAM,
        SHUFFLED,
        Precision.FLOAT64,
        List.of(DECOUPLED),
        List.of(),
        SeedStreams.of(1));
  }

  static Phase phase(double learningRate, double weightDecay, double l2) {
    return TestSpecs.withRates(TestSpecs.phase("train", STEPS, 30), learningRate, weightDecay, l2);
  }

  private static Phase of(
      String name,
      long maxSteps,
      int trainExamples,
      Schedule schedule,
      Phase rates,
      OptimizerState state,
      BatchStream stream) {
    return new Phase(
        name,
        maxSteps,
        trainExamples,
        trainExamples / 49.0,
        TestSet.COMPLEMENT,
        rates.learningRate(),
        schedule,
        rates.weightDecay(),
        rates.l2(),
        state,
        stream);
  }
}
