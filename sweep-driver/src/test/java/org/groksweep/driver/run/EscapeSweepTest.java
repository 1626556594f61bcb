package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sweep of noisy chains that escape, from its file to its tables, against plain loops: papers.md
 * T-D1 at two hot temperatures and with a phase of plain descent before it.
 */
class EscapeSweepTest {

  private static final double RATE = 0.2;
  private static final double L2 = 0.35;
  private static final double NOISE = 2.7;
  private static final double THRESHOLD = 0.315;
  private static final int BUDGET = 1500;
  private static final int SEEDS = 6;
  private static final List<Integer> SIZES = List.of(18, 30);

  private static final String CONFIG =
      """
      name: escapes
      task: {type: linear-teacher, singularValues: [1], dataFraction: 1}
      model: {type: deep-linear, depth: 3, width: 1, initialization: modes, modes: [1e-6]}
      loss: halfSquaredError
      optimizer: {type: sgd, learningRate: 0.2, l2: 0.35, gradientNoise: 2.7 / B}
      precision: float64
      phases:
        - {name: trap, gradientNoise: 0, maxSteps: 20}
        - {name: wait, maxSteps: 1500, expectedSteps: 500, until: learned}
      escapes:
        learned: {metric: singular_values_1, above: 0.315, phases: [wait]}
      recording: {every: 500}
      probes: [singularValues]
      seeds: 6
      axes: {constants.B: [18, 30]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"auto", "dense"})
  void everyEscapeIsAtTheStepOfThePlainLoops(String engine, @TempDir Path folder)
      throws IOException {
    SweepPlan plan =
        SweepPlanner.standard()
            .plan(ConfigReader.read("test", CONFIG, List.of("engine=" + engine), Families.load()));

    new InProcessSweepRunner(new EngineTrainers(), 2)
        .run(plan, Sweeps.directory(folder), RunOptions.DEFAULT, ProgressListener.NONE);

    List<String> expected = new ArrayList<>();
    for (int size : SIZES) {
      for (long seed = 0; seed < SEEDS; seed++) {
        expected.add(size + " " + seed + " " + escape(seed, NOISE / size));
      }
    }
    assertThat(expected).anyMatch(line -> line.endsWith("ESCAPED"));
    assertThat(escapes(Sweeps.trials(folder))).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> escapes(List<String> trials) {
    List<String> lines = new ArrayList<>();
    for (String trial : trials) {
      assertThat(trial).containsPattern("rule: learned");
      String size = found(trial, "constants_b=([0-9]+)");
      String passage = trial.substring(trial.indexOf("rule: learned"));
      lines.add(
          String.join(
              " ",
              size,
              found(trial, " seed=([0-9]+)"),
              found(passage, "step: ([0-9]+)"),
              found(passage, "lower_step: ([0-9]+)"),
              found(passage, "censored: (\\w+)"),
              found(trial, "end_step=([0-9]+)"),
              found(trial, "status=(\\w+)")));
    }
    return lines;
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }

  /** Step, lower step, censored, end and status of one trial. */
  private static String escape(long seed, double variance) {
    RandomStream noise = new RandomStream(SeedStreams.of(seed), Stream.NOISE);
    double start = StrictMath.pow(1e-6, 1.0 / 3);
    double[] w = {start, start, start};
    for (int update = 0; update < 20; update++) {
      step(w, noise, UpdateAddress.of(0, update), 0);
    }
    for (int update = 0; update < BUDGET; update++) {
      step(w, noise, UpdateAddress.of(1, update), Math.sqrt(variance));
      if (Math.abs(w[0] * w[1] * w[2]) >= THRESHOLD) {
        int at = 20 + update + 1;
        return "%d %d false %d ESCAPED".formatted(at, at - 1, at);
      }
    }
    int end = 20 + BUDGET;
    return "%d %d true %d COMPLETED".formatted(end, end, end);
  }

  private static void step(double[] w, RandomStream noise, long address, double deviation) {
    double error = w[0] * w[1] * w[2] - 1;
    double[] others = {w[1] * w[2], w[0] * w[2], w[0] * w[1]};
    for (int i = 0; i < 3; i++) {
      double xi = deviation == 0 ? 0 : deviation * noise.normal(address, i);
      w[i] -= RATE * (error * others[i] + xi + L2 * w[i]);
    }
  }
}
