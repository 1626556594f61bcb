package org.groksweep.trainer.engine.factored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A factored model's state and saved weights, taken up by a learner that never made a step. */
class FactoredStateTest {

  private static final int BEFORE = 13;
  private static final int AFTER = 17;

  static Stream<TrialSpec> specs() throws Exception {
    return Stream.of(diagonal(6), matrix(5));
  }

  private static TrialSpec diagonal(int features) throws Exception {
    return FactoredTrials.spec(
        new SeparableClassification(Kind.LARGE_MARGIN, features, 4, 3, 3, 2, 1),
        new DiagonalLinear(0.8, 0.2),
        Loss.CROSS_ENTROPY,
        4,
        0.1,
        0.05);
  }

  private static TrialSpec matrix(int size) throws Exception {
    return FactoredTrials.spec(
        new MatrixCompletion(size),
        new MatrixFactorization(0.7, 0.2),
        Loss.MEAN_SQUARED_ERROR,
        9,
        0.1,
        0.05);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatTrainsOnFromAStateDoesTheSameUpdates(TrialSpec spec) throws Exception {
    try (Learner undisturbed = FactoredTrials.learner(spec);
        ResumableLearner resumed = unbegun(spec)) {
      train(undisturbed, BEFORE);
      resumed.restoreState(stateOf(undisturbed));
      assertThat(resumed.phaseStep()).isEqualTo(BEFORE);
      train(undisturbed, AFTER);
      train(resumed, AFTER);
      assertThat(resumed.weights()).isEqualTo(undisturbed.weights());
      assertThat(resumed.measure()).isEqualTo(undisturbed.measure());
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatStartsFromWeightsBeginsAtThem(TrialSpec spec) throws Exception {
    try (Learner trained = FactoredTrials.learner(spec);
        StartableLearner started = (StartableLearner) unbegun(spec)) {
      train(trained, BEFORE);
      assertThat(started.weights()).isNotEqualTo(trained.weights());
      started.startFrom(trained.weights());
      started.beginPhase(0);
      assertThat(started.phaseStep()).isZero();
      assertThat(started.measure()).isEqualTo(trained.measure());
      train(trained, AFTER);
      train(started, AFTER);
      assertThat(started.weights()).isEqualTo(trained.weights());
    }
  }

  @Test
  void anotherModelsStateIsRefused() throws Exception {
    try (Learner larger = FactoredTrials.learner(diagonal(7));
        ResumableLearner learner = unbegun(diagonal(6))) {
      assertThatThrownBy(() -> learner.restoreState(stateOf(larger)))
          .isInstanceOf(IOException.class)
          .hasMessage("the state is another model's")
          .hasRootCauseMessage("weights: [u[7], v[7]] must be [u[6], v[6]]");
    }
  }

  private static ResumableLearner unbegun(TrialSpec spec) throws Exception {
    return (ResumableLearner)
        new FactoredEngine().learner(spec, TaskFamilies.load().examples(spec.task()));
  }

  private static void train(Learner learner, int steps) {
    for (int step = 0; step < steps; step++) {
      learner.step();
    }
  }

  private static DataInputStream stateOf(Learner learner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((ResumableLearner) learner).saveState(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
