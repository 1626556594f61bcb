package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.DeepLinearWeights;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.engine.WatchingLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

/** The dense engine on deep linear networks, against plain loops at the same random addresses. */
class DeepLinearDenseTest {

  // Sums of a few terms of order 1, over at most 300 contracting steps.
  private static final double TOLERANCE = 1e-11;

  private static final Phase NOISY =
      DeepLinearSpecs.phase("noisy", 300, 0.15, List.of(), List.of());

  @Test
  void aNoisyChainOnThePopulationFollowsTheLangevinUpdate() {
    TrialSpec spec =
        DeepLinearSpecs.chain(
            7, NOISY, DeepLinearSpecs.phase("more", 300, 0.05, List.of(), List.of()));
    RandomStream noise = new RandomStream(SeedStreams.of(7), Stream.NOISE);
    double[] w = new double[3];
    try (WatchingLearner learner = learner(spec)) {
      for (int phase = 0; phase < 2; phase++) {
        learner.beginPhase(phase);
        double deviation = Math.sqrt(spec.phases().get(phase).gradientNoise());
        for (long update = 0; update < 300; update++) {
          learner.step();
          chainStep(w, noise, UpdateAddress.of(phase, update), deviation);
        }
        assertThat(flat(learner.weights())).containsExactly(w, within(TOLERANCE));
      }
    }
  }

  @Test
  void freshBatchesAreDrawnAtTheAddressesOfThePopulation() {
    LinearTeacher teacher =
        new LinearTeacher(
            List.of(0.8),
            1,
            1,
            LinearTeacher.Data.POPULATION,
            1,
            LinearTeacher.Residual.UNIT_OUTPUT,
            0,
            0);
    DeepLinear model = new DeepLinear(3, 1, DeepLinear.Scheme.MODES, 1, List.of(0.5), 0);
    Phase quiet = DeepLinearSpecs.phase("quiet", 200, 0, List.of(), List.of());
    TrialSpec spec =
        DeepLinearSpecs.spec(teacher, model, new Batching(6, Batching.Sampling.FRESH), 3, quiet);
    RandomStream draws = new RandomStream(SeedStreams.of(3), Stream.BATCH);
    double[] w = DeepLinearWeights.draw(model, 1, 1, SeedStreams.of(3));
    try (WatchingLearner learner = learner(spec)) {
      learner.beginPhase(0);
      for (long update = 0; update < 200; update++) {
        learner.step();
        freshStep(w, draws, update);
      }
      assertThat(flat(learner.weights())).containsExactly(w, within(TOLERANCE));
    }
  }

  @Test
  void startNoiseIsAddedOnceAtItsOwnAddress() {
    Phase plain = DeepLinearSpecs.phase("shaken", 5, 0, List.of(), List.of());
    Phase shaken =
        new Phase(
            plain.name(),
            plain.maxSteps(),
            2,
            1,
            plain.testSet(),
            0.2,
            plain.schedule(),
            0,
            0.35,
            plain.optimizerState(),
            plain.batchStream(),
            0,
            0.1,
            List.of(),
            List.of(),
            5);
    RandomStream noise = new RandomStream(SeedStreams.of(4), Stream.NOISE);
    try (WatchingLearner learner = learner(DeepLinearSpecs.chain(4, shaken))) {
      learner.beginPhase(0);
      long address = UpdateAddress.ofPhaseStart(0);
      double[] w = {
        0.1 * noise.normal(address, 0),
        0.1 * noise.normal(address, 1),
        0.1 * noise.normal(address, 2)
      };
      assertThat(flat(learner.weights())).containsExactly(w);
    }
  }

  @Test
  void whitenedDataGiveThePopulationsGradient() {
    LinearTeacher whitened =
        new LinearTeacher(
            List.of(1.0, 0.7),
            2,
            2,
            LinearTeacher.Data.WHITENED,
            40,
            LinearTeacher.Residual.VARIANCE,
            0.3,
            5);
    LinearTeacher population =
        new LinearTeacher(
            List.of(1.0, 0.7),
            2,
            2,
            LinearTeacher.Data.POPULATION,
            40,
            LinearTeacher.Residual.VARIANCE,
            0.3,
            5);
    DeepLinear model = new DeepLinear(3, 2, DeepLinear.Scheme.NORMAL, 1, List.of(), 0);
    assertThat(trained(whitened, model, 40))
        .containsExactly(trained(population, model, 8), within(1e-10));
  }

  @Test
  void aWatchedSingularValueIsThatOfTheProduct() {
    DeepLinear model = new DeepLinear(3, 2, DeepLinear.Scheme.MODES, 1, List.of(0.5, 0.2), 0);
    var rule =
        org.groksweep.trainer.spec.EscapeRule.atOnce(
            "second",
            "singular_values_2",
            org.groksweep.trainer.spec.PassageRule.Direction.ABOVE,
            9);
    Phase phase = DeepLinearSpecs.phase("watch", 5, 0, List.of(rule), List.of());
    TrialSpec spec =
        DeepLinearSpecs.spec(
            DeepLinearSpecs.teacher(List.of(1.0, 0.7), LinearTeacher.Data.POPULATION),
            model,
            Batching.FULL,
            1,
            phase);
    assertThat(new DenseEngine().supports(spec)).isTrue();
    assertThat(new DenseEngine().watchable(spec))
        .containsExactly("train_loss", "singular_values_1", "singular_values_2");
    try (WatchingLearner learner = learner(spec)) {
      learner.beginPhase(0);
      assertThat(learner.watched(0)).isCloseTo(0.2, within(1e-15));
    }
  }

  private static double[] trained(LinearTeacher teacher, DeepLinear model, int examples) {
    Phase phase = DeepLinearSpecs.phase("train", 50, 0, List.of(), List.of());
    Phase whole =
        new Phase(
            "train",
            50,
            examples,
            1,
            phase.testSet(),
            0.2,
            phase.schedule(),
            0,
            0.01,
            phase.optimizerState(),
            phase.batchStream());
    TrialSpec spec = DeepLinearSpecs.spec(teacher, model, Batching.FULL, 2, whole);
    try (WatchingLearner learner = learner(spec)) {
      learner.beginPhase(0);
      for (int step = 0; step < 50; step++) {
        learner.step();
      }
      return flat(learner.weights());
    }
  }

  /** One update of w1·w2·w3 on the loss ½(P - 1)² with L2 0.35 at rate 0.2. */
  private static void chainStep(double[] w, RandomStream noise, long address, double deviation) {
    double error = w[0] * w[1] * w[2] - 1;
    double[] others = {w[1] * w[2], w[0] * w[2], w[0] * w[1]};
    for (int i = 0; i < 3; i++) {
      w[i] -= 0.2 * (error * others[i] + deviation * noise.normal(address, i) + 0.35 * w[i]);
    }
  }

  private static void freshStep(double[] w, RandomStream draws, long update) {
    double product = w[0] * w[1] * w[2];
    double slope = 0;
    for (int i = 0; i < 6; i++) {
      double x = draws.normal(update, 2L * i);
      double y = 0.8 * x + 0.6 * draws.normal(update, 2L * i + 1);
      slope += (product * x - y) * x / 6;
    }
    double[] others = {w[1] * w[2], w[0] * w[2], w[0] * w[1]};
    for (int i = 0; i < 3; i++) {
      w[i] -= 0.2 * (slope * others[i] + 0.35 * w[i]);
    }
  }

  private static WatchingLearner learner(TrialSpec spec) {
    Examples examples = DeepLinearSpecs.examples(spec);
    return (WatchingLearner) new DenseEngine().learner(spec, examples);
  }

  private static double[] flat(Weights weights) {
    return weights.tensors().stream()
        .flatMapToDouble(tensor -> java.util.Arrays.stream(tensor.values()))
        .toArray();
  }
}
