package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TaskSpec;

/** Every model with every kind of batch, with decay of both kinds; no phase yet. */
final class ReplicaKinds {

  static final LinearTeacher SAMPLED =
      new LinearTeacher(List.of(1.0, 0.4), 2, 3, Data.SAMPLED, 17, Residual.VARIANCE, 0.3, 5);
  static final DiagonalLinear DIAGONAL = new DiagonalLinear(0.7, 0.2);
  static final MatrixFactorization MATRIX = new MatrixFactorization(0.6, 0.2);

  private static final LinearTeacher ONE_OUTPUT =
      new LinearTeacher(List.of(1.0), 5, 1, Data.SAMPLED, 17, Residual.VARIANCE, 0.3, 5);
  private static final SeparableClassification CLASSES =
      new SeparableClassification(Kind.LARGE_MARGIN, 6, 16, 9, 3, 2, 1);

  private ReplicaKinds() {}

  static Stream<ReplicaSpecs> all() {
    return Stream.concat(linear(), Stream.concat(diagonal(), matrices()));
  }

  private static Stream<ReplicaSpecs> linear() {
    ModelSpec model = ReplicaSpecs.random(3, 5);
    return Stream.of(
        of(ReplicaSpecs.population(1.0, 0.6), model, Batching.FULL, 0.3),
        of(SAMPLED, model, Batching.FULL, 0),
        of(SAMPLED, model, new Batching(5, Sampling.FRESH), 0.1),
        of(SAMPLED, model, new Batching(3, Sampling.WITH_REPLACEMENT), 0),
        of(SAMPLED, model, new Batching(7, Sampling.SHUFFLED), 0.2));
  }

  private static Stream<ReplicaSpecs> diagonal() {
    return Stream.of(
        // The second takes all there is, which is the same set for every seed.
        ofSome(9, of(CLASSES, DIAGONAL, Batching.FULL, 0)),
        of(CLASSES, DIAGONAL, Batching.FULL, 0.1),
        ofSome(9, of(CLASSES, DIAGONAL, new Batching(4, Sampling.SHUFFLED), 0.1)),
        of(CLASSES, DIAGONAL, new Batching(1, Sampling.WITH_REPLACEMENT), 0),
        ofSome(11, of(ONE_OUTPUT, DIAGONAL, Batching.FULL, 0)),
        of(ONE_OUTPUT, DIAGONAL, new Batching(2, Sampling.WITH_REPLACEMENT), 0.05));
  }

  private static Stream<ReplicaSpecs> matrices() {
    return Stream.of(
        ofSome(11, of(new MatrixCompletion(5), MATRIX, Batching.FULL, 0)),
        ofSome(13, of(new MatrixCompletion(4), MATRIX, new Batching(5, Sampling.SHUFFLED), 0.1)),
        of(new MatrixCompletion(2), MATRIX, new Batching(3, Sampling.WITH_REPLACEMENT), 0));
  }

  /** The losses that a kind of training knows, and stays finite with. */
  static List<Loss> losses(ReplicaSpecs specs) {
    if (!(specs.task instanceof SeparableClassification)) {
      return List.of(Loss.HALF_SQUARED_ERROR, Loss.MEAN_SQUARED_ERROR);
    }
    return specs.batching.equals(Batching.FULL)
        ? List.of(Loss.CROSS_ENTROPY, Loss.HALF_SQUARED_ERROR, Loss.MEAN_SQUARED_ERROR)
        : List.of(Loss.CROSS_ENTROPY);
  }

  private static ReplicaSpecs ofSome(int trainExamples, ReplicaSpecs specs) {
    specs.trainExamples = trainExamples;
    return specs;
  }

  static ReplicaSpecs of(TaskSpec task, ModelSpec model, Batching batching, double noise) {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.task = task;
    specs.model = model;
    specs.batching = batching;
    specs.gradientNoise = noise;
    specs.l2 = 0.02;
    specs.weightDecay = 0.01;
    specs.learningRate = 0.05;
    return specs;
  }
}
