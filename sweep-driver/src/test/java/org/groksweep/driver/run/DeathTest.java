package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.groksweep.driver.plan.SweepPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver that dies at any point of the protocol leaves what the next run completes. */
final class DeathTest {

  private static final SweepPlan PLAN = Sweeps.plan(2);

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  @BeforeEach
  void runUndisturbed() throws IOException {
    run(Sweeps.directory(undisturbed), ProgressListener.NONE);
  }

  // Two bundles publish four times; each publication can be the first not done or the last done.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void theNextRunEndsWithTheSameTables(int point) throws IOException {
    dieAt(point);
    assertThat(Sweeps.files(folder)).as("the dead leave their lease").anyMatch(this::isStaged);

    RunSummary summary = run(Sweeps.directory(folder), ProgressListener.NONE);

    assertThat(summary.exitCode()).isZero();
    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(undisturbed));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
  }

  @Test
  void theNextRunNamesTheTrialThatWasInFlight() throws IOException {
    dieAt(0);
    List<String> notes = new ArrayList<>();

    run(
        Sweeps.directory(folder),
        new ListenerStub() {
          @Override
          public void started(RunStart start) {
            notes.addAll(start.notes());
          }
        });

    // The longest bundle is first; its second trial was the last to be noted.
    String id = PLAN.bundles().get(1).trials().get(1).id().value();
    assertThat(notes)
        .containsExactly(
            "a run that was killed was training trial %s (width 16, seed 3); if the trial is what kills it, leave it out with --skip %s"
                .formatted(id, id));
  }

  @Test
  void whatALivingDriverOwnsIsLeftAlone() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    try (DriverLease other = directory.lease()) {
      Path staged = folder.resolve("_staging").resolve(other.id()).resolve("a");
      Files.writeString(staged, "x");
      Files.createDirectories(folder.resolve("metrics"));
      Path metrics = folder.resolve("metrics/" + PLAN.bundles().get(0).id() + "-0abc.parquet");
      Files.writeString(metrics, "x");

      new StagingCleaner(directory).removeDeadDrivers();
      new StagingCleaner(directory).removeUnnamedMetrics(java.util.Map.of(), "own");

      assertThat(staged).exists();
      assertThat(metrics).exists();
    }
  }

  @Test
  void aDriverOfAnotherMachineMayAlwaysLive() {
    DriverLease.Holder elsewhere = new DriverLease.Holder("d1", "elsewhere//", 1L << 40, 0);
    DriverLease.Holder here = new DriverLease.Holder("d2", DriverLease.thisMachine(), 1L << 40, 0);

    assertThat(elsewhere.isDead()).isFalse();
    assertThat(here.isDead()).isTrue();
  }

  @Test
  void aProcessThatTookADeadDriversNumberIsNotTheDriver() {
    long self = ProcessHandle.current().pid();

    assertThat(new DriverLease.Holder("d1", DriverLease.thisMachine(), self, 1000).isDead())
        .isTrue();
  }

  private void dieAt(int point) throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    SweepDirectory dying =
        new SweepDirectory(
            new org.apache.hadoop.fs.Path(directory.location()),
            new DyingPublisher(directory.publisher(), point));
    // The attempt's thread dies, or the driver's that closes its lease.
    assertThatThrownBy(() -> run(dying, ProgressListener.NONE))
        .isInstanceOfAny(Death.class, IllegalStateException.class);
    makeLeaseADeadProcess();
  }

  // The dying driver ran in this process, which lives.
  private void makeLeaseADeadProcess() throws IOException {
    try (Stream<Path> drivers = Files.list(folder.resolve("_staging"))) {
      for (Path driver : drivers.toList()) {
        Path lease = driver.resolve(DriverLease.FILE);
        String text = Files.readString(lease);
        Files.writeString(lease, text.replaceFirst("\"pid\":\\d+", "\"pid\":" + (1L << 40)));
      }
    }
  }

  private boolean isStaged(String file) {
    return file.startsWith("_staging");
  }

  private static RunSummary run(SweepDirectory directory, ProgressListener listener)
      throws IOException {
    return new InProcessSweepRunner(PlannedTrainers.PLAIN, 1)
        .run(PLAN, directory, RunOptions.DEFAULT, listener);
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies before (even points) or after (odd ones) a publication, and does nothing from then on. */
  private static final class DyingPublisher implements Publisher {

    private final Publisher publisher;
    private final int point;
    private int publications;
    private boolean dead;

    DyingPublisher(Publisher publisher, int point) {
      this.publisher = publisher;
      this.point = point;
    }

    @Override
    public synchronized boolean publish(
        Path file, org.apache.hadoop.fs.Path staging, org.apache.hadoop.fs.Path target)
        throws IOException {
      requireLife();
      dieIf(point == 2 * publications);
      boolean won = publisher.publish(file, staging, target);
      dieIf(point == 2 * publications + 1);
      publications++;
      return won;
    }

    @Override
    public Path scratch(org.apache.hadoop.fs.Path staging) throws IOException {
      requireLife();
      return publisher.scratch(staging);
    }

    @Override
    public void discard(Path scratch, org.apache.hadoop.fs.Path staging) throws IOException {
      requireLife();
      publisher.discard(scratch, staging);
    }

    @Override
    public FileSystem files() {
      return new FilterFileSystem(publisher.files()) {
        @Override
        public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive)
            throws IOException {
          requireLife();
          return super.delete(path, recursive);
        }
      };
    }

    private synchronized void requireLife() {
      dieIf(dead);
    }

    private void dieIf(boolean now) {
      if (now) {
        dead = true;
        throw new Death();
      }
    }
  }
}
