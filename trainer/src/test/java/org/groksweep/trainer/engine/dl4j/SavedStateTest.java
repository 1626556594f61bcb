package org.groksweep.trainer.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A learner that was saved, closed and taken up again ends with the bits of one that never stopped:
 * for every rule, batching, schedule and kind of phase switch.
 */
class SavedStateTest {

  private static final Engine DENSE = new DenseEngine();
  private static final Engine DL4J = new Dl4jEngine();

  /** Amid a phase, an epoch and a warm-up; of a second phase too, where there is one. */
  private static final List<Integer> SAVED_AT = List.of(0, 13, 117);

  private static final int STEPS = 131;

  static List<ParitySpecs.Case> all() {
    return ParitySpecs.all();
  }

  /** Those that between them have every kind of state: momenta, epochs, phases. */
  static List<ParitySpecs.Case> some() {
    return ParitySpecs.all().stream()
        .filter(
            each ->
                each.name().startsWith("momentum, l2")
                    || each.name().startsWith("adamW")
                    || each.name().equals("with replacement")
                    || each.name().contains("phase"))
        .toList();
  }

  /** Where it ended: the measured numbers and all bits of the state. */
  private record End(Measurement measured, List<Byte> state) {}

  @ParameterizedTest
  @MethodSource("all")
  void theDenseEngineGoesOnAsIfNeverStopped(ParitySpecs.Case each) throws IOException {
    assertGoesOn(DENSE, each.spec());
    assertGoesOn(DENSE, TestSpecs.withPrecision(each.spec(), Precision.FLOAT32));
  }

  @ParameterizedTest
  @MethodSource("some")
  void deeplearning4jGoesOnAsIfNeverStopped(ParitySpecs.Case each) throws IOException {
    assertGoesOn(DL4J, each.spec());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void deeplearning4jKeepsTheBitsOfBothPrecisions(Precision precision) throws IOException {
    assertGoesOn(DL4J, TestSpecs.withPrecision(TestSpecs.SPEC, precision));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aStateOfAnotherNetworkIsRefused(Precision precision) throws IOException {
    TrialSpec spec = TestSpecs.withPrecision(TestSpecs.SPEC, precision);
    MultiLayerPerceptron model = TestSpecs.MODEL;
    TrialSpec wider =
        TestSpecs.withModel(
            spec,
            new MultiLayerPerceptron(
                model.depth(),
                model.width() + 1,
                model.activation(),
                model.biases(),
                model.initialization(),
                model.initStandardDeviation(),
                model.initScale(),
                model.initScaleOn(),
                model.outputScale()));
    Examples examples = TestSpecs.examples();
    byte[] state;
    try (ResumableLearner learner = learner(DENSE, spec, examples)) {
      learner.beginPhase(0);
      state = stateOf(learner);
    }
    try (ResumableLearner other = learner(DENSE, wider, examples)) {
      assertThatThrownBy(() -> other.restoreState(stream(state)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not one of");
    }
  }

  private static void assertGoesOn(Engine engine, TrialSpec spec) throws IOException {
    Examples examples = TaskFamilies.load().examples(spec.task());
    End undisturbed = train(engine, spec, examples, List.of());
    assertThat(train(engine, spec, examples, SAVED_AT)).isEqualTo(undisturbed);
  }

  private static End train(Engine engine, TrialSpec spec, Examples examples, List<Integer> stops)
      throws IOException {
    ResumableLearner learner = learner(engine, spec, examples);
    try {
      int phase = 0;
      learner.beginPhase(phase);
      for (int step = 0; step < STEPS; step++) {
        if (stops.contains(step)) {
          byte[] state = stateOf(learner);
          learner.close();
          learner = learner(engine, spec, examples);
          learner.restoreState(stream(state));
        }
        if (learner.phaseStep() == spec.phases().get(phase).maxSteps()) {
          phase++;
          learner.beginPhase(phase);
        }
        learner.step();
        assertThat(learner.finite()).isTrue();
      }
      return new End(learner.measure(), boxed(stateOf(learner)));
    } finally {
      learner.close();
    }
  }

  private static ResumableLearner learner(Engine engine, TrialSpec spec, Examples examples) {
    return (ResumableLearner) engine.learner(spec, examples);
  }

  private static byte[] stateOf(ResumableLearner learner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    learner.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream stream(byte[] state) {
    return new DataInputStream(new ByteArrayInputStream(state));
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }
}
