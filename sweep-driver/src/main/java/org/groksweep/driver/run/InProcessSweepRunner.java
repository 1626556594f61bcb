package org.groksweep.driver.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;

/** Trains in threads of this process: the twin of the Spark runner, without Spark. */
public final class InProcessSweepRunner implements SweepRunner {

  private final TrainerFactory trainers;
  private final int slots;

  /**
   * @param slots bundles that are trained at a time, at least 1
   */
  public InProcessSweepRunner(TrainerFactory trainers, int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots: " + slots + " must be at least 1");
    }
    this.trainers = trainers;
    this.slots = slots;
  }

  @Override
  public RunSummary run(
      SweepPlan plan, SweepDirectory directory, RunOptions options, ProgressListener listener)
      throws IOException {
    return new SweepRun(plan, directory, options, listener)
        .with(new Slots(directory, slots), trainers);
  }

  private static final class Slots implements BundleExecutor {

    private final SweepDirectory directory;
    private final int slots;
    private final AtomicInteger attempts = new AtomicInteger();

    Slots(SweepDirectory directory, int slots) {
      this.directory = directory;
      this.slots = slots;
    }

    @Override
    public List<AttemptResult> attempt(
        List<Bundle> bundles, RunContext context, ProgressBoard board) {

      ExecutorService threads = Executors.newFixedThreadPool(slots);
      try {
        List<Future<AttemptResult>> attempts = new ArrayList<>();
        for (Bundle bundle : bundles) {
          attempts.add(threads.submit(() -> attempt(bundle, context, board)));
        }
        List<AttemptResult> results = new ArrayList<>();
        for (Future<AttemptResult> attempt : attempts) {
          results.add(attempt.get());
        }
        return results;
      } catch (ExecutionException e) {
        throw new IllegalStateException("an attempt must not throw", e.getCause());
      } catch (InterruptedException e) {

        Thread.currentThread().interrupt();
        return List.of();
      } finally {
        threads.shutdownNow();
      }
    }

    private AttemptResult attempt(Bundle bundle, RunContext context, ProgressBoard board) {
      if (board.stopped()) {
        return new AttemptResult(bundle.id(), AttemptResult.End.NOT_STARTED, 0, "");
      }
      String name = "p" + attempts.incrementAndGet();
      board.started(name);
      AttemptResult result =
          new BundleAttempt(context, directory, name).run(bundle, new Watch(name, board));
      board.ended(name, bundle, result);
      return result;
    }

    /** Hears of one attempt, in its own thread. */
    private static final class Watch implements AttemptWatch {

      private final String attempt;
      private final ProgressBoard board;
      private long ofEndedTrials;
      private long ofThisTrial;

      Watch(String attempt, ProgressBoard board) {
        this.attempt = attempt;
        this.board = board;
      }

      @Override
      public void stepped(long steps) {
        ofThisTrial += steps;
        board.progressed(attempt, ofEndedTrials + ofThisTrial);
      }

      @Override
      public void trialEnded(TrialEnd end) {
        ofEndedTrials += end.budget();
        ofThisTrial = 0;
        board.progressed(attempt, ofEndedTrials);
        board.trialEnded(attempt, end);
      }

      @Override
      public boolean interrupted() {
        return board.stopped() || Thread.currentThread().isInterrupted();
      }
    }
  }
}
