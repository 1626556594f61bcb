package org.groksweep.trainer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.DigitsTask;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.ModularTask;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;

/**
 * What every version must call the same trials. A line of the golden file is never changed or
 * removed: sweeps of users have these ids. New kinds of spec add lines.
 */
class GoldenIdsTest {

  private static final String GOLDEN = "golden_ids.txt";

  @Test
  void everySpecHasTheIdThatItEverHad() throws IOException {
    List<String> actual = new ArrayList<>();
    for (Map.Entry<String, TrialSpec> each : specs().entrySet()) {
      Examples examples = TaskFamilies.load().examples(each.getValue().task());
      String json = CanonicalJson.of(each.getValue());
      TrialId id = TrialId.of(json, examples.fingerprint());
      actual.add(String.join(" ", each.getKey(), id.value(), examples.fingerprint(), json));
    }
    assertThat(actual).isEqualTo(golden());
  }

  private static Map<String, TrialSpec> specs() {
    Map<String, TrialSpec> specs = new LinkedHashMap<>();
    TrialSpec small = TestSpecs.SPEC;
    specs.put("small", small);
    specs.put("seed", TestSpecs.withSeed(small, -3));
    specs.put("sgd", TestSpecs.withOptimizer(small, new Sgd(0.9, false)));
    specs.put("batches", TestSpecs.withBatching(small, new Batching(8, Sampling.WITH_REPLACEMENT)));
    specs.put(
        "phases",
        TestSpecs.withPhases(
            small, TestSpecs.phase("one", 1000, 40), TestSpecs.phase("two", 10, 20)));
    PassageRule rule = new PassageRule("low", "test_loss", Direction.BELOW, 0.01, 2);
    specs.put("stop", TestSpecs.withStopRule(small, new StopRule(rule, 50, 10)));
    specs.put(
        "division",
        withTask(small, new ModularTask(97, ModularTask.Operation.DIVIDE), SeedStreams.of(0)));
    specs.put(
        "digits",
        withTask(small, new DigitsTask(597), new SeedStreams(4, Map.of(Stream.SPLIT, 0L))));
    specs.put("convolutional", withConvolutions(specs.get("digits")));
    specs.put("escapes", escapes());
    return specs;
  }

  private static TrialSpec withConvolutions(TrialSpec spec) {
    return new TrialSpec(
        spec.task(),
        new ConvolutionalNetwork(3, 1, 8, 3, 2, Pooling.MAX, 64, Initialization.PYTORCH, 1, 2, 1),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  private static TrialSpec escapes() {
    return DeepLinearSpecs.spec(
        DeepLinearSpecs.teacher(List.of(1.0, 0.7), LinearTeacher.Data.POPULATION),
        new DeepLinear(3, 2, DeepLinear.Scheme.MODES, 1, List.of(0.49), 0),
        Batching.FULL,
        2,
        DeepLinearSpecs.phase(
            "wait", 1000, 0.15, List.of(DeepLinearSpecs.LEARNED), List.of("learned")));
  }

  private static TrialSpec withTask(TrialSpec spec, TaskSpec task, SeedStreams seeds) {
    return new TrialSpec(
        task,
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        seeds);
  }

  private static List<String> golden() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                GoldenIdsTest.class.getResourceAsStream(GOLDEN), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
