package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.groksweep.driver.plan.SweepPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of bad configs: one line of a good config replaced or added, and the message. */
class BadConfigTest {

  private static final String GOOD =
      """
      name: good
      task: {type: digits, dataFraction: 0.1}
      model: {type: mlp, depth: 2}
      optimizer: {type: adamw, learningRate: 0.01}
      maxSteps: 100
      seeds: 2
      axes: {}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      nmae: good | line 1: nmae is unknown; did you mean name?
      task: {type: digits, dataFraction: 30.0} | line 2: task.dataFraction: 30.0 must be in (0, 1]; did you mean 0.3?
      task: {type: digits, dataFraction: 30%} | line 2: task.dataFraction: 30% must be a number; a share is written 0.3, not 30%
      task: {type: digits, dataFraction: 0.0001} | line 2: task.dataFraction: 0.0001 of 1200 examples is none
      task: {type: digits, trainExamples: 5000} | line 2: task.trainExamples: 5000 is more than the 1200 examples that can be trained on
      task: {type: digits, trainExamples: 2, dataFraction: 0.1} | line 2: task.trainExamples says the same as dataFraction; give one of them
      task: {type: digits} | task.dataFraction is missing; give task.dataFraction or task.trainExamples, fixed or as an axis
      task: {type: digit, dataFraction: 0.1} | ; did you mean digits?
      task: {type: modular, dataFraction: 0.1} | task.modulus is missing;
      task: {type: modular, modulus: 4, operation: divide, dataFraction: 0.5} | prime
      task: digits | line 2: task must be a block of keys, not a single value
      model: {type: mlp, depth: 2.7} | line 3: model.depth: 2.7 must be an integer
      model: {type: mlp, depth: two} | line 3: model.depth: two uses two, which is no key or constant with a value here
      model: {type: mlp, depth: "2"} | line 3: model.depth: 2 is a text; write the number without quotes
      model: {type: mlp, depth: true} | line 3: model.depth: true must be an integer
      model: {type: mlp, depth: } | line 3: model.depth has no value; it must be an integer
      model: {type: mlp, depth: [2, 3]} | line 3: model.depth must be an integer, not a list; to vary it, write the list under axes
      model: {type: mlp, depth: 0} | line 3: model.depth: 0 must be at least 1
      model: {type: mlp, depth: .nan} | line 3: model.depth: .nan must be a finite number
      model: {type: mlp, depth: 2, widht: 3} | line 3: model.widht is unknown; did you mean width?
      model: {type: mlp, depth: 2, activation: rleu} | line 3: model.activation: rleu must be one of relu, tanh, gelu, quadratic, linear; did you mean relu?
      model: {type: mlp, depth: 2, depth: 3} | line 3: model.depth stands twice; the first is at line 3
      model: {type: mlp} | model.depth is missing; Number of weight layers.
      model: {type: cnn, depth: 5} | line 3: model.type: cnn does not fit the task: it pools 4 times by 2, which does not divide images of 8 × 8 pixels
      model: {type: cnn, depth: 2, kernel: 2} | line 3: model.type has a wrong key: kernel: 2 must be odd
      optimizer: {type: adam, learningRate: 0.01, weightDecay: 0.1} | line 4: optimizer.weightDecay is decoupled, which makes adam adamw; write type: adamw, or l2 for the coupled penalty
      optimizer: {type: sgd, learningRate: 0.01, beta1: 0.9} | line 4: optimizer.beta1 has no effect on sgd
      optimizer: {type: adamw} | optimizer.learningRate is missing; η, before the schedule.
      optimizer: {type: adamw, learningRate: 0.01, decayBiases: yes} | line 4: optimizer.decayBiases: yes must be true or false
      optimizer: {type: adamw, learningRate: 1 / 0} | line 4: optimizer.learningRate: 1 / 0 has no value: division by zero
      optimizer: {type: adamw, learningRate: 1 / alpha} | line 4: optimizer.learningRate: 1 / alpha uses alpha, which is no key or constant with a value here
      optimizer: {type: adamw, learningRate: log(2)} | line 4: optimizer.learningRate: log(2) calls log, which is none of abs, barrierToForget, barrierToLearn, ceil, exp, floor, l2Coexistence, l2Spinodal, lambdaMidpoint, lambdaMin, lambdaSaddle, ln, log10, max, min, quasiPotentialToForget, round, sqrt, timeToForget, timeToLearn; ln is the natural logarithm
      optimizer: {type: adamw, learningRate: weightDecay, weightDecay: learningRate} | line 4: optimizer.learningRate depends on itself: optimizer.learningRate <- optimizer.weightDecay <- optimizer.learningRate
      optimizer: {type: adamw, learningRate: ln(0)} | line 4: optimizer.learningRate: ln(0) has no value: ln(0.0) is -Infinity
      optimizer: {type: adamw, learningRate: -1 * 2} | line 4: optimizer.learningRate: -1 * 2 = -2 must be above 0
      probes: singularValues | line 8: probes must be a list of names, not a single value; write probes: [
      probes: [singularValue] | line 8: probes: singularValue must be one of layerBalance, singularValues; did you mean singularValues?
      probes: [layerBalance, layerBalance] | line 8: probes: layerBalance is there twice
      passages: {learned: {metric: singular_values_1, above: 1}} | line 8: passages.learned.metric: singular_values_1 must be one of train_loss, test_loss, objective, train_accuracy, test_accuracy, weight_norm, gradient_norm, logit_norm; add it by probes: [singularValues]
      maxSteps: 16 / 3 | line 5: maxSteps: 16 / 3 = 5.333333333333333 must be an integer; wrap it in ceil(…) or round(…)
      maxSteps: 1e3000 | line 5: maxSteps: 1e3000
      seeds: 0 | line 6: seeds: 0 must be in [1, 1000000]
      seeds: [1, 2, 1] | line 6: seeds lists one value twice, as 1 and 1
      axes: {weightDecay: [0.1, 1e-1]} | line 7: optimizer.weightDecay lists one value twice, as 0.1 and 1e-1
      axes: {weightDecay: []} | line 7: optimizer.weightDecay: [] must have at least one value
      axes: {weightDecay: [.inf]} | line 7: optimizer.weightDecay: .inf must be a finite number
      axes: {weigthDecay: [1]} | line 7: axes.weigthDecay is no key of a trial; did you mean weightDecay?
      axes: {depth: [1, 2]} | line 3: model.depth is an axis and a fixed value too; leave one of them out
      axes: {l2: {from: 0, to: 1}} | line 7: optimizer.l2 needs a count; without one a range is of integers
      axes: {l2: {from: 0, to: 1, count: 3, scale: log}} | line 7: optimizer.l2 must have ends above 0 on a log scale
      axes: {l2: {from: 0, to: 1, cuont: 3}} | line 7: optimizer.l2.cuont is unknown; did you mean count?
      axes: {l2: {from: 0, to: 1, count: 1e9}} | line 7: optimizer.l2.count: 1e9 must be in [1, 1000000]
      axes: {type: [1]} | line 7: axes.type is ambiguous; it may be task.type or model.type or optimizer.type
      axes: {width: {from: 1, to: 1000}, l2: {from: 1, to: 2, count: 1000}, initScale: {from: 1, to: 2, count: 1000}} | axes has 1000000000 cells of 2 seeds (model.width 1000, optimizer.l2 1000, model.initScale 1000); a sweep has at most 1000000 trials
      model: {type: mlp, depth: 2, width: 1000000000} | line 3: model.type: mlp has more parameters than an array holds, 2147483647
      maxSteps: 9^9^9^9 | line 5: maxSteps: 9^9^9^9 has no value: 9.0^3.87420489E8 is beyond double precision
      optimizer: {type: adamw, learningRate: 10^(-1000000000)} | line 4: optimizer.learningRate: 10^(-1000000000) has no value: 10.0^-1.0E9 is beyond double precision
      optimizer: {type: adamw, learningRate: 10^-3} | line 4: optimizer.learningRate: 10^-3 has a sign after ^; write it in parentheses, as in 10^(-3)
      optimizer: {type: adamw, learningRate: 0^(-1)} | line 4: optimizer.learningRate: 0^(-1) has no value: 0.0^-1.0 is beyond double precision
      phases: [{name: 1x}] | line 8: phases.name: 1x must be letters, digits and _, and not begin with a digit
      phases: [{walk: {name: loop, path: l2, values: {from: 0, to: 1, count: 1000000}, dwell: 10}}] | walk.values makes 1000000 phases; the limit is 2000
      axes: {width: {from: 0, to: 1e9}} | line 7: model.width.from: 0 must be at least 1
      """)
  void aBadLineIsReportedWithPlaceKeyValueRuleAndHint(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));
    String old = key.equals("nmae") ? "name" : key;
    String config =
        !GOOD.contains(old + ": ")
            ? GOOD + line
            : GOOD.replaceFirst(
                "(?m)^" + old + ":.*$", java.util.regex.Matcher.quoteReplacement(line));
    assertThat(messages(config)).contains(message);
  }

  @Test
  void nestingBeyondTheStackIsAProblemOfTheFile() {
    String deep = "a: " + "[".repeat(50_000) + "]".repeat(50_000);
    assertThat(messages(deep)).isEqualTo("bad.yaml:\n  file is nested too deeply");
  }

  @Test
  void aVeryLongValueIsShownByItsBeginning() {
    assertThat(messages(GOOD.replace("100", "(".repeat(40_000))))
        .hasSizeLessThan(300)
        .contains("((… is longer than 1000 characters");
  }

  @Test
  void aFileThatIsNoTextSaysSo(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("bad.yaml"), new byte[] {'a', (byte) 0xe4, 'b'});
    assertThatThrownBy(() -> ConfigReader.read(file, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("bad.yaml must be text in UTF-8");
  }

  static String messages(String config) {
    Families families = Families.load();
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                SweepPlanner.standard()
                    .plan(ConfigReader.read("bad.yaml", config, List.of(), families)));
    assertThat(thrown).as("a refusal of " + config).isNotNull();
    return thrown.getMessage();
  }
}
