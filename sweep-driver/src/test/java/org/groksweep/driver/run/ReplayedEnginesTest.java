package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.replay.StoredTrials;
import org.groksweep.driver.replay.TrialReplay;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each engine trained in a sweep, it trains again alone, to the last bit of every row. */
@Tag("slow")
final class ReplayedEnginesTest {

  @TempDir private Path folder;
  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        engine: dense
        task: {type: digits, trainExamples: 60}
        model: {type: mlp, depth: 3, width: 20}
        optimizer: {type: adamw, learningRate: 0.01, weightDecay: 0.1}
        batch: {sampling: shuffled, size: 16}
        maxSteps: 200
        """,
        """
        engine: dl4j
        task: {type: digits, trainExamples: 60}
        model: {type: mlp, depth: 3, width: 20}
        optimizer: {type: adamw, learningRate: 0.01, weightDecay: 0.1}
        batch: {sampling: shuffled, size: 16}
        maxSteps: 60
        """,
        """
        engine: dl4j
        task: {type: digits, trainExamples: 30}
        model: {type: cnn, depth: 2, channels: 2}
        optimizer: {type: sgd, learningRate: 0.05}
        maxSteps: 30
        """,
        """
        engine: lockstep
        task: {type: linear-teacher, singularValues: [1, 0.5], dataFraction: 1}
        model: {type: deep-linear, depth: 3, width: 2}
        loss: halfSquaredError
        optimizer: {type: sgd, learningRate: 0.05, gradientNoise: 0.02}
        batch: {sampling: fresh, size: 4}
        maxSteps: 2000
        """,
        """
        engine: lockstep
        task: {type: separable-classification, dimension: 6, examples: 40, trainExamples: 20}
        model: {type: diagonal, initScale: 1, initialNoise: 0.1}
        optimizer: {type: sgd, learningRate: 0.02, gradientNoise: 0.1}
        batch: {sampling: shuffled, size: 8}
        maxSteps: 500
        """,
        """
        engine: lockstep
        task: {type: matrix-completion, size: 6, trainExamples: 20}
        model: {type: matrix-factorization, initScale: 1, initialNoise: 0.1}
        loss: meanSquaredError
        precision: float64
        optimizer: {type: sgd, learningRate: 0.05, l2: 0.001}
        maxSteps: 500
        """,
        """
        engine: factored
        task: {type: matrix-completion, size: 6, trainExamples: 20}
        model: {type: matrix-factorization, initScale: 1}
        loss: meanSquaredError
        precision: float64
        optimizer: {type: sgd, learningRate: 0.05}
        maxSteps: 500
        """
      })
  void trialsHaveTheSameBitsAgain(String trained) throws Exception {
    String config = "name: replayed\nseeds: 5\nrecording: {every: 10}\n" + trained;
    SweepPlan plan = ConfiguredSweep.store(folder, config);
    SweepDirectory directory = Sweeps.directory(folder);
    new InProcessSweepRunner(new EngineTrainers(), 2)
        .run(plan, directory, RunOptions.DEFAULT, ProgressListener.NONE);

    StoredTrials stored = new StoredTrials(directory, directory.state(plan));
    TrialReplay replay = new TrialReplay(plan, new EngineTrainers());
    List<String> verdicts = new ArrayList<>();
    for (Trial trial : stored.all()) {
      verdicts.add(replay.replay(stored.find(trial).orElseThrow(), scratch).text());
    }
    assertThat(verdicts).hasSize(5).allMatch(text -> text.matches("[1-9]\\d* rows, the same bits"));
  }
}
