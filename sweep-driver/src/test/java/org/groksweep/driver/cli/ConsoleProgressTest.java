package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.ProgressListener.RunStart;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.RunSummary.End;
import org.groksweep.driver.run.SweepState;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  private static final String CONFIG =
      """
      name: base
      task: {type: digits, dataFraction: 0.1}
      model: {type: mlp, depth: 2, width: 8}
      optimizer: {type: adamw, learningRate: 0.01}
      maxSteps: 100
      seeds: 7
      """;

  @Test
  void whatWasInterruptedSaysWhatIsLeftAndHowToGoOn() {
    assertThat(printed(End.INTERRUPTED))
        .endsWith("interrupted: 7 trials not done; the same command goes on\n");
    assertThat(printed(End.FINISHED)).endsWith("trained 0 trials in 0 s\n");
  }

  private static String printed(End end) {
    SweepPlan plan =
        SweepPlanner.standard()
            .plan(ConfigReader.read("test.yaml", CONFIG, List.of(), Families.load()));
    StringWriter printed = new StringWriter();
    ConsoleProgress progress = new ConsoleProgress(new PrintWriter(printed), false);
    progress.started(new RunStart("runs/base", 1, 7, 700, 0, List.of()));
    SweepState nothing = new SweepState(plan, Map.of(), Set.of(), List.of());
    progress.ended(new RunSummary(end, 0, nothing, List.of()));
    return printed.toString();
  }
}
