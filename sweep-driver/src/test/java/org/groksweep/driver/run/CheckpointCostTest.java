package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What checkpoints cost: the share of the training thread's processor time that it spends on
 * keeping states, in a trial of a network for which they are closest together and in a group,
 * measured by {@code ThreadMXBean}, which other work on the machine does not change.
 */
@Tag("slow")
final class CheckpointCostTest {

  /** The promise: less than a hundredth. */
  private static final double MOST = 0.01;

  /** 1.1 million parameters; a state, of three numbers for each, every 6.4e11 operations. */
  private static final String CONFIG =
      """
      name: cost
      task: {type: digits, trainExamples: 400}
      model: {type: mlp, depth: 3, width: 1000}
      optimizer: {type: adamw, learningRate: 0.0001}
      batch: {sampling: shuffled, size: 200}
      maxSteps: 1600
      seeds: [1]
      """;

  private static final int REPLICAS = 256;

  @TempDir private Path folder;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long keeping;
  private long training;
  private int states;

  @Test
  void statesCostLessThanAHundredthOfATrial() throws IOException {
    RunSummary summary =
        ConfiguredSweep.run(
            folder,
            CONFIG,
            this::trainer,
            RunOptions.DEFAULT.withCheckpointFlops(1),
            new ArrayList<>());

    assertCostsLittle(summary);
  }

  /** Five times as often as they are kept, so that few seconds are enough. */
  @Test
  void statesOfAGroupCostLessThanAHundredthOfIt() throws IOException {
    SweepPlan plan =
        LockstepBundles.plan(LockstepBundles.chains(REPLICAS, 1_200_000, 12_000), REPLICAS);
    RunSummary summary =
        new InProcessSweepRunner(this::trainer, 1)
            .run(
                plan,
                Sweeps.directory(folder),
                RunOptions.DEFAULT.withCheckpointFlops(RunOptions.CHECKPOINT_FLOPS / 5),
                ProgressListener.NONE);

    assertCostsLittle(summary);
  }

  private void assertCostsLittle(RunSummary summary) {
    assertThat(summary.exitCode()).isZero();
    assertThat(states).isGreaterThanOrEqualTo(3);
    double share = (double) keeping / training;
    System.out.printf(
        "%d states, %.3f of %.1f s of processor time: %.2f %%%n",
        states, 1e-9 * keeping, 1e-9 * training, 100 * share);
    assertThat(share).isPositive().isLessThan(MOST);
  }

  private TrialTrainer trainer(String engine) {
    TrialTrainer real = new EngineTrainers().trainer(engine);
    return new TrialTrainer() {
      @Override
      public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        return timed(host, timed -> List.of(real.train(trial, observation, timed))).get(0);
      }

      @Override
      public List<List<Trial>> groups(List<Trial> trials) {
        return real.groups(trials);
      }

      @Override
      public List<TrialOutcome> trainGroup(
          List<Trial> trials, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        return timed(host, timed -> real.trainGroup(trials, observation, timed));
      }

      @Override
      public String numericsFingerprint() {
        return real.numericsFingerprint();
      }
    };
  }

  private interface Work {
    List<TrialOutcome> train(TrialHost host) throws IOException, InterruptedException;
  }

  private List<TrialOutcome> timed(TrialHost host, Work work)
      throws IOException, InterruptedException {
    Checkpoints timed = new Timed(host.checkpoints());
    long start = threads.getCurrentThreadCpuTime();
    List<TrialOutcome> outcomes =
        work.train(new TrialHost(host.sink(), host.watch(), timed, host.weights()));
    training += threads.getCurrentThreadCpuTime() - start;
    return outcomes;
  }

  private final class Timed extends ForwardingCheckpoints {

    Timed(Checkpoints checkpoints) {
      super(checkpoints);
    }

    @Override
    public void keep(Rows waiting, StateWriter state) throws IOException {
      long start = threads.getCurrentThreadCpuTime();
      super.keep(waiting, state);
      keeping += threads.getCurrentThreadCpuTime() - start;
      states++;
    }
  }
}
