package org.groksweep.trainer.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.spec.TrialSpec;

/** What engines measure at every step. */
final class Trajectories {

  /** Below it a difference counts in absolute terms. */
  private static final double SMALLEST = 1e-6;

  private Trajectories() {}

  static List<double[]> dense(TrialSpec spec) {
    return of(new DenseEngine(), spec);
  }

  static List<double[]> dl4j(TrialSpec spec) {
    return of(new Dl4jEngine(), spec);
  }

  private static List<double[]> of(Engine engine, TrialSpec spec) {
    List<double[]> rows = new ArrayList<>();
    try (Learner learner = engine.learner(spec, TestSpecs.examples())) {
      for (int phase = 0; phase < spec.phases().size(); phase++) {
        learner.beginPhase(phase);
        rows.add(numbers(learner.measure()));
        for (long step = 0; step < spec.phases().get(phase).maxSteps(); step++) {
          learner.step();
          rows.add(numbers(learner.measure()));
        }
      }
    }
    return rows;
  }

  private static double[] numbers(Measurement measured) {
    List<Double> numbers =
        new ArrayList<>(
            List.of(
                measured.trainLoss(),
                measured.testLoss().orElseThrow(),
                measured.objective(),
                measured.trainAccuracy().orElseThrow(),
                measured.testAccuracy().orElseThrow(),
                measured.weightNorm(),
                measured.gradientNorm(),
                measured.logitNorm()));
    numbers.addAll(measured.layerWeightNorms());
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Largest relative difference over all steps and numbers. */
  static double worstDifference(List<double[]> expected, List<double[]> actual) {
    double worst = Double.POSITIVE_INFINITY;
    if (actual.size() == expected.size()) {
      worst = 0;
      for (int row = 0; row < expected.size(); row++) {
        for (int i = 0; i < expected.get(row).length; i++) {
          double right = expected.get(row)[i];
          double difference = Math.abs(actual.get(row)[i] - right);
          worst = Math.max(worst, difference / Math.max(Math.abs(right), SMALLEST));
        }
      }
    }
    return worst;
  }
}
