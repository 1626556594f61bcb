package org.groksweep.driver.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;

/**
 * Trains nothing: writes rows that are a function of the trial, and does what the test planned for
 * some seeds.
 *
 * @param offset added to every loss, as another type of processor might
 * @param millisPerStep that a step takes
 * @param crashing the seed whose trial fails by its own error; -1 for none
 * @param storageless the seed whose trial meets an unreadable file; -1 for none
 */
public record PlannedTrainers(double offset, int millisPerStep, long crashing, long storageless)
    implements TrainerFactory {

  static final PlannedTrainers PLAIN = new PlannedTrainers(0, 0, -1, -1);

  static PlannedTrainers ofAnotherProcessor() {
    return new PlannedTrainers(1e-9, 0, -1, -1);
  }

  public static PlannedTrainers slow(int millisPerStep) {
    return new PlannedTrainers(0, millisPerStep, -1, -1);
  }

  static PlannedTrainers crashing(long seed) {
    return new PlannedTrainers(0, 0, seed, -1);
  }

  static PlannedTrainers storageless(long seed) {
    return new PlannedTrainers(0, 0, -1, seed);
  }

  @Override
  public TrialTrainer trainer(String engine) {
    return new TrialTrainer() {
      @Override
      public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        return PlannedTrainers.this.train(trial, host.sink(), host.watch());
      }

      @Override
      public String numericsFingerprint() {
        return "planned-1";
      }
    };
  }

  private TrialOutcome train(Trial trial, MetricSink sink, TrialWatch watch)
      throws IOException, InterruptedException {
    long seed = trial.spec().seeds().seed();
    StepMetrics last = row(seed, 0);
    for (long step = 0; step <= trial.spec().maxSteps(); step++) {
      if (watch.interrupted()) {
        throw new InterruptedException();
      }
      last = row(seed, step);
      sink.accept(trial, last);
      watch.stepped(step == 0 ? 0 : 1);
      if (millisPerStep > 0) {
        Thread.sleep(millisPerStep);
      }
      if (step == 3 && seed == crashing) {
        throw new IllegalStateException("planned crash");
      }
      if (step == 3 && seed == storageless) {
        throw new IOException("planned loss of storage");
      }
    }
    Passage passage = new Passage("train", "memorized", seed, seed, false);
    return new TrialOutcome(
        EndReason.COMPLETED,
        "all steps done",
        List.of(passage),
        Optional.of(last),
        trial.spec().maxSteps(),
        100,
        0.01,
        "planned",
        Optional.empty());
  }

  private StepMetrics row(long seed, long step) {
    double loss = 1.0 / (1 + seed + step) + offset;
    return new StepMetrics(
        0,
        step,
        step,
        step,
        loss,
        OptionalDouble.of(loss),
        loss,
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.25),
        1,
        2,
        3,
        List.of(1.0, 2.0),
        ProbeValues.NONE,
        true);
  }
}
