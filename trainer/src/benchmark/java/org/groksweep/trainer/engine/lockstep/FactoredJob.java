package org.groksweep.trainer.engine.lockstep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.benchmark.Timed;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.factored.FactoredEngine;
import org.groksweep.trainer.engine.factored.FactoredTrials;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Full-batch steps of many replicas of a model of two factors, each with examples of its own.
 *
 * @param isMatrix whether it is a factored matrix and no diagonal network
 * @param size inputs, or rows of the matrix
 * @param examples of a training set
 * @param precision of the arithmetic
 */
record FactoredJob(boolean isMatrix, int size, int examples, Precision precision) {

  static final int REPLICAS = 256;

  /** A diagonal network on signs, of which four times as many points can be trained on. */
  static FactoredJob diagonal(int size, int examples, Precision precision) {
    return new FactoredJob(false, size, examples, precision);
  }

  static FactoredJob matrix(int size, int examples, Precision precision) {
    return new FactoredJob(true, size, examples, precision);
  }

  String name() {
    String form =
        isMatrix
            ? "%d factored matrices of %d rows, %d entries"
            : "%d diagonal networks, %d inputs, %d examples";
    return form.formatted(REPLICAS, size, examples);
  }

  /** As the peer's script has it. */
  String kind() {
    return isMatrix ? "matrix" : "diagonal";
  }

  private TrialSpec spec() {
    try {
      TrialSpec spec =
          FactoredTrials.spec(
              isMatrix
                  ? new MatrixCompletion(size)
                  : new SeparableClassification(Kind.SPARSE, size, 4 * examples, 0, 3, 1, 1),
              isMatrix ? new MatrixFactorization(1, 0.1) : new DiagonalLinear(1, 0.1),
              isMatrix ? Loss.MEAN_SQUARED_ERROR : Loss.CROSS_ENTROPY,
              examples,
              0.01,
              1e-3);
      return TestSpecs.withPrecision(spec, precision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GroupLearner begun() {
    TrialSpec spec = spec();
    List<TrialSpec> specs =
        LongStream.range(0, REPLICAS)
            .mapToObj(seed -> spec.withSeeds(SeedStreams.of(seed)))
            .toList();
    return GroupSteps.begin(specs, TestSpecs.examples(spec.task()));
  }

  /** One replica by the engine that trains one after the other. */
  Learner oneByOne() {
    return begun(new FactoredEngine(), TestSpecs.withPrecision(spec(), Precision.FLOAT64));
  }

  /** One replica alone in lockstep. */
  Learner alone() {
    return begun(new LockstepEngine(), spec());
  }

  private static Learner begun(Engine engine, TrialSpec spec) {
    Learner learner = engine.learner(spec, TestSpecs.examples(spec.task()));
    learner.beginPhase(0);
    return learner;
  }

  Timed steps() {
    return new GroupSteps(this::begun);
  }
}
