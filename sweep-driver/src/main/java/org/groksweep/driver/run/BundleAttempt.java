package org.groksweep.driver.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.parquet.MetricsWriter;
import org.groksweep.trainer.parquet.Provenance;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one bundle: trains its trials, writes both files, checks them, publishes the
 * metrics under the name of their digest and then, exclusively, the trials: the first wins.
 *
 * <p>It always returns, so that it never fails a task: what goes wrong is in the result. Only an
 * error of the virtual machine itself is thrown, since nothing after it can be trusted.
 */
public final class BundleAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(BundleAttempt.class);

  private final RunContext context;
  private final SweepDirectory directory;
  private final String attempt;

  /**
   * @param attempt names it: no other of its driver has the name
   */
  public BundleAttempt(RunContext context, SweepDirectory directory, String attempt) {
    this.context = context;
    this.directory = directory;
    this.attempt = context.driver() + "-" + attempt;
  }

  /** Trains and publishes a bundle. */
  public AttemptResult run(Bundle bundle, AttemptWatch watch) {
    try {
      if (StopMark.isSet(directory, context.driver())) {
        return new AttemptResult(bundle.id(), End.NOT_STARTED, 0, "");
      }
      if (directory.files().exists(directory.trialsPath(bundle.id()))) {
        return new AttemptResult(bundle.id(), End.OVERTAKEN, 0, "");
      }
      return trainAndPublish(bundle, watch);
    } catch (InterruptedException | ClosedByInterruptException e) {
      return new AttemptResult(bundle.id(), End.INTERRUPTED, 0, "");
    } catch (IOException | RuntimeException | FSError | LinkageError e) {
      return watch.interrupted()
          ? new AttemptResult(bundle.id(), End.INTERRUPTED, 0, "")
          : new AttemptResult(bundle.id(), End.INFRASTRUCTURE, 0, bundle.id() + ": " + e);
    }
  }

  private AttemptResult trainAndPublish(Bundle bundle, AttemptWatch watch)
      throws IOException, InterruptedException {
    Path staging = new Path(new Path(directory.staging(), context.driver()), attempt);
    java.nio.file.Path scratch = directory.publisher().scratch(staging);
    try {
      BundleFiles files =
          BundleFiles.write(
              scratch, bundle, context, metrics -> train(bundle, metrics, staging, scratch, watch));
      AttemptResult result = publish(bundle, files, ModelFiles.in(scratch), staging);
      removeCheckpoints(bundle);
      return result;
    } finally {
      directory.publisher().discard(scratch, staging);
    }
  }

  private List<TrialRecord> train(
      Bundle bundle,
      MetricsWriter metrics,
      Path staging,
      java.nio.file.Path scratch,
      AttemptWatch watch)
      throws IOException, InterruptedException {
    InFlightNote note = new InFlightNote(directory, staging, bundle.id());
    TrialTrainer trainer = context.trainers().trainer(bundle.engine());
    GuardedTraining training = new GuardedTraining(trainer, context, bundle.engine(), watch);
    String versions = Versions.ofThisProcess();
    String fingerprint = trainer.numericsFingerprint();
    AttemptPlace place = new AttemptPlace(attempt, fingerprint, staging, scratch);
    try (BundleLog log = new BundleLog(bundle, context, directory, metrics, place)) {
      List<TrialRecord> ended = new ArrayList<>(log.restore());
      ended.forEach(row -> watch.trialEnded(TrialEnd.of(row.trial(), row.outcome())));
      List<Trial> left = bundle.trials().subList(ended.size(), bundle.trials().size());
      // Weights go out once: a group of many that fails is trained again. A trial is the same
      // alone.
      List<List<Trial>> groups =
          context.observation().saving().keepsWeights()
              ? left.stream().map(List::of).toList()
              : trainer.groups(left);
      for (List<Trial> group : groups) {
        note.write(group.get(0));
        List<TrialRecord> rows = new ArrayList<>();
        if (group.size() == 1 && !context.skip().contains(group.get(0).id())) {
          log.endedWhenShorter(group.get(0)).ifPresent(rows::add);
        }
        if (rows.isEmpty()) {
          Instant startedAt = Instant.now();
          List<TrialOutcome> outcomes = training.train(group, log);
          Provenance provenance =
              new Provenance(fingerprint, DriverLease.hostName(), attempt, startedAt, versions);
          for (int i = 0; i < group.size(); i++) {
            rows.add(new TrialRecord(group.get(i), outcomes.get(i), provenance));
          }
        }
        rows.forEach(row -> watch.trialEnded(TrialEnd.of(row.trial(), row.outcome())));
        log.ended(rows);
        ended.addAll(rows);
      }
      return ended;
    }
  }

  private AttemptResult publish(
      Bundle bundle, BundleFiles files, List<java.nio.file.Path> models, Path staging)
      throws IOException {
    Publisher publisher = directory.publisher();
    Path metrics = directory.metricsPath(files.commit().metricsFile());
    // Whoever else publishes this name has the same rows: it makes no difference who was first.
    publisher.publish(files.metrics(), staging, metrics);
    Path folder = directory.modelsPath(files.commit().models());
    publishModels(models, staging, folder);
    if (publisher.publish(files.trials(), staging, directory.trialsPath(bundle.id()))) {
      restoreIfRemoved(files, staging, metrics);
      publishModels(models, staging, folder);
      return new AttemptResult(bundle.id(), End.COMMITTED, bundle.trials().size(), "");
    }
    Optional<Commit> winner = new DirectoryScan(directory).commit(bundle.id());
    if (winner.isPresent() && !winner.get().digest().equals(files.commit().digest())) {
      directory.files().delete(metrics, false);
      directory.files().delete(folder, true);
    }
    return new AttemptResult(bundle.id(), End.OVERTAKEN, 0, "");
  }

  // What is there already has the same bits, by its name; what a cleaner took comes back.
  private void publishModels(List<java.nio.file.Path> models, Path staging, Path folder)
      throws IOException {
    for (java.nio.file.Path model : models) {
      Path target = new Path(folder, model.getFileName().toString());
      if (!directory.files().exists(target)) {
        directory.publisher().publish(model, staging, target);
      }
    }
  }

  private void removeCheckpoints(Bundle bundle) {
    if (!BundleLog.keeps(bundle, context)) {
      return;
    }
    try {
      CheckpointFolder.delete(directory, bundle.id());
    } catch (IOException e) {
      // The bundle is committed all the same; the end of the run removes what is left.
      LOG.warn("cannot remove the checkpoints of {}: {}", bundle.id(), e.toString());
    }
  }

  // A cleaner that saw the metrics before their commit may have taken them for waste.
  private void restoreIfRemoved(BundleFiles files, Path staging, Path metrics) throws IOException {
    if (!directory.files().exists(metrics)) {
      directory.publisher().publish(files.metrics(), staging, metrics);
    }
  }
}
