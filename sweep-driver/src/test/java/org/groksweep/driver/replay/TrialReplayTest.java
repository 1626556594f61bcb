package org.groksweep.driver.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.replay.TrialReplay.Verdict;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.PlannedTrainers;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.SweepDirectory;
import org.groksweep.driver.run.Sweeps;
import org.groksweep.driver.run.TrainerFactory;
import org.groksweep.driver.run.TrialTrainer;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialReplayTest {

  private static final SweepPlan PLAN = Sweeps.plan(3);

  @TempDir private Path folder;
  @TempDir private Path scratch;

  @Test
  void whatIsTrainedAgainAloneHasTheBitsOfTheSweepOnTwoSlots() throws Exception {
    List<Verdict> verdicts = runAndReplay(new EngineTrainers(), new EngineTrainers());

    assertThat(verdicts).hasSize(6).allMatch(Verdict::same);
    assertThat(verdicts.get(0).text()).matches("\\d+ rows, the same bits");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aDifferenceIsNamedByRowColumnAndBothValues() throws Exception {
    List<Verdict> verdicts = runAndReplay(planned(0, -1), planned(1e-3, -1));

    assertThat(verdicts).hasSize(6).noneMatch(Verdict::same);
    // Seed 0: the loss at step 0 is 1.
    assertThat(verdicts.get(0).text())
        .isEqualTo("row 0 (phase train, step 0), objective: 1.0 in the table, 1.001 now");
  }

  @Test
  void otherNumericsAreSaidAndComparedWithinATolerance() throws Exception {
    List<Verdict> close = runAndReplay(planned(0, -1), otherProcessor(planned(1e-9, -1)));

    assertThat(close).hasSize(6).allMatch(Verdict::same);
    assertThat(close.get(0).text())
        .endsWith("of each other; other numerics: planned-1 then, planned-2 now");
    assertThat(replay(otherProcessor(planned(1, -1)))).noneMatch(Verdict::same);
  }

  @Test
  void aTrialWithoutAResultIsLeftOut() throws Exception {
    List<Verdict> verdicts = runAndReplay(planned(0, 2), planned(0, -1));

    assertThat(verdicts).hasSize(5).allMatch(Verdict::same);
  }

  @Test
  void aSampleIsANumberOrAShareAndTheSameForASeed() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "t" + i).toList();

    assertThat(Sample.parse("5%", 1).of(names, name -> name))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isEqualTo(Sample.parse("5%", 1).of(names, name -> name))
        .isNotEqualTo(Sample.parse("5%", 2).of(names, name -> name));
    assertThat(Sample.parse("7", 1).of(names, name -> name)).hasSize(7);
    assertThat(Sample.parse("1%", 1).of(names.subList(0, 3), name -> name)).hasSize(1);
    assertThat(Sample.parse("1000", 1).of(names, name -> name))
        .containsExactlyInAnyOrderElementsOf(names);
    for (String wrong : List.of("0", "0%", "101%", "-3", "some", "2.5")) {
      assertThatThrownBy(() -> Sample.parse(wrong, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be a number such as 20 or a percentage such as 5%");
    }
  }

  private List<Verdict> runAndReplay(TrainerFactory first, TrainerFactory again)
      throws IOException, InterruptedException {
    new InProcessSweepRunner(first, 2)
        .run(PLAN, Sweeps.directory(folder), RunOptions.DEFAULT, ProgressListener.NONE);
    return replay(again);
  }

  private List<Verdict> replay(TrainerFactory trainers) throws IOException, InterruptedException {
    SweepDirectory directory = Sweeps.directory(folder);
    StoredTrials stored = new StoredTrials(directory, directory.state(PLAN));
    TrialReplay replay = new TrialReplay(PLAN, trainers);
    List<Verdict> verdicts = new ArrayList<>();
    for (Trial trial : stored.all()) {
      if (stored.find(trial).isPresent()) {
        verdicts.add(replay.replay(stored.find(trial).get(), scratch));
      }
    }
    return verdicts;
  }

  private static TrainerFactory planned(double offset, long crashing) {
    return new PlannedTrainers(offset, 0, crashing, -1);
  }

  private static TrainerFactory otherProcessor(TrainerFactory trainers) {
    return engine -> {
      TrialTrainer trainer = trainers.trainer(engine);
      return new TrialTrainer() {
        @Override
        public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
            throws IOException, InterruptedException {
          return trainer.train(trial, observation, host);
        }

        @Override
        public String numericsFingerprint() {
          return "planned-2";
        }
      };
    };
  }
}
