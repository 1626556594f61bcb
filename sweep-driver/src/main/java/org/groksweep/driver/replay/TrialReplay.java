package org.groksweep.driver.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.TrainerFactory;
import org.groksweep.driver.run.TrialTrainer;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.parquet.MetricsWriter;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Trial;

/** Trains trials again, each alone and from its first step, and compares their rows. */
public final class TrialReplay {

  /**
   * Relative, for numbers of another processor: hundreds of times the rounding of one number, since
   * every step's carries on into the next.
   */
  private static final Map<Precision, Double> TOLERANCE =
      Map.of(Precision.FLOAT64, 1e-9, Precision.FLOAT32, 1e-3);

  private final SweepPlan plan;
  private final TrainerFactory trainers;

  public TrialReplay(SweepPlan plan, TrainerFactory trainers) {
    this.plan = plan;
    this.trainers = trainers;
  }

  /**
   * A trial as the sweep's tables have it.
   *
   * @param trial what it is
   * @param engine that is planned for it
   * @param metrics the file of its rows
   * @param status how it ended
   * @param steps updates done
   * @param fingerprint of the numerics that trained it
   */
  public record Stored(
      Trial trial,
      String engine,
      InputFile metrics,
      String status,
      long steps,
      String fingerprint) {}

  /**
   * What came of it.
   *
   * @param same whether it is what the tables say, within the tolerance where numerics differ
   * @param text the same in words
   */
  public record Verdict(boolean same, String text) {}

  /**
   * Trains a trial again.
   *
   * @param scratch an existing folder for its rows, which are removed
   */
  public Verdict replay(Stored stored, Path scratch) throws IOException, InterruptedException {
    TrialTrainer trainer = trainers.trainer(stored.engine());
    Path file = scratch.resolve(stored.trial().id() + ".parquet");
    try {
      TrialOutcome outcome = train(stored.trial(), trainer, file);
      boolean numbers = trainer.numericsFingerprint().equals(stored.fingerprint());
      double tolerance = numbers ? 0 : TOLERANCE.get(stored.trial().spec().precision());
      String numerics =
          numbers
              ? ""
              : "; other numerics: %s then, %s now"
                  .formatted(stored.fingerprint(), trainer.numericsFingerprint());
      Optional<String> difference = difference(stored, outcome, file, tolerance);
      if (difference.isPresent()) {
        return new Verdict(false, difference.get() + numerics);
      }
      return new Verdict(true, inWords(stored, file, tolerance) + numerics);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private TrialOutcome train(Trial trial, TrialTrainer trainer, Path file)
      throws IOException, InterruptedException {
    try (MetricsWriter writer = new MetricsWriter(file, plan.sweepId(), columns(), Map.of())) {
      TrialOutcome outcome =
          trainer.train(trial, plan.observation(), TrialHost.of(writer, TrialWatch.NONE));
      writer.finish();
      return outcome;
    }
  }

  private SweepColumns columns() {
    return new SweepColumns(plan.axisColumns(), Probes.load().columns(plan.observation().probes()));
  }

  private static Optional<String> difference(
      Stored stored, TrialOutcome outcome, Path file, double tolerance) throws IOException {
    Optional<String> ofRows = compare(stored, file, new RowComparison(tolerance));
    if (ofRows.isPresent()) {
      return ofRows;
    }
    if (!outcome.status().name().equals(stored.status()) || outcome.steps() != stored.steps()) {
      return Optional.of(
          "%s after %d steps in the table, %s after %d now"
              .formatted(stored.status(), stored.steps(), outcome.status(), outcome.steps()));
    }
    return Optional.empty();
  }

  private static Optional<String> compare(Stored stored, Path file, RowComparison comparison)
      throws IOException {
    String id = stored.trial().id().value();
    try (TableRows before = new TableRows(stored.metrics(), id);
        TableRows now = new TableRows(new LocalInputFile(file), id)) {
      return comparison.compare(before, now);
    }
  }

  private static String inWords(Stored stored, Path file, double tolerance) throws IOException {
    RowComparison comparison = new RowComparison(tolerance);
    compare(stored, file, comparison);
    return tolerance == 0
        ? "%d rows, the same bits".formatted(comparison.rows())
        : "%d rows, numbers within %.1g of each other"
            .formatted(comparison.rows(), comparison.largest());
  }
}
