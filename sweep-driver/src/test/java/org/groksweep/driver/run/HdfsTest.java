package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.groksweep.driver.plan.SweepPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol on a real NameNode and DataNode. */
@Tag("slow")
final class HdfsTest {

  private static final int RACES = 50;

  @TempDir private static Path folder;
  private static MiniDFSCluster cluster;
  private static Configuration configuration;

  @BeforeAll
  static void start() throws IOException {
    configuration = new Configuration();
    cluster = new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(1).build();
    cluster.waitActive();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown(true);
  }

  @Test
  void ofTwoPublishersExactlyOneWins() throws Exception {
    SweepDirectory directory = directory("races");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int race = 0; race < RACES; race++) {
        CyclicBarrier start = new CyclicBarrier(2);
        String target = "b" + race;
        Future<Boolean> first = threads.submit(() -> publish(directory, "x", target, start));
        Future<Boolean> second = threads.submit(() -> publish(directory, "y", target, start));

        assertThat(first.get() ^ second.get()).as("race %s has one winner", race).isTrue();
        assertThat(read(directory, target)).isEqualTo(first.get() ? "x" : "y");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoDriversOnOneDirectoryCommitEveryBundleOnce() throws Exception {
    SweepPlan plan = Sweeps.plan(4);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<RunSummary> driver =
          () ->
              new InProcessSweepRunner(PlannedTrainers.PLAIN, 1)
                  .run(plan, directory("drivers"), RunOptions.DEFAULT, ProgressListener.NONE);
      long trained = 0;
      for (Future<RunSummary> run : threads.invokeAll(List.of(driver, driver))) {
        assertThat(run.get().end()).isEqualTo(RunSummary.End.FINISHED);
        trained += run.get().trialsTrained();
      }
      assertThat(trained).isEqualTo(8);
    } finally {
      threads.shutdownNow();
    }
    SweepDirectory directory = directory("drivers");
    assertThat(directory.state(plan).missing()).isEmpty();
    assertThat(directory.state(plan).drivers()).isEmpty();
    assertThat(directory.files().listStatus(directory.metrics())).hasSize(4);
    assertThat(directory.files().listStatus(directory.staging())).isEmpty();
  }

  private static SweepDirectory directory(String name) throws IOException {
    SweepDirectory directory = SweepDirectory.at(cluster.getURI() + "/" + name, configuration);
    directory.extendPlans(stored -> stored.isEmpty() ? Optional.of("{}") : Optional.empty());
    return directory;
  }

  private static boolean publish(
      SweepDirectory directory, String text, String target, CyclicBarrier start) throws Exception {
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(directory.staging(), text);
    Path scratch = directory.publisher().scratch(staging);
    Path file = scratch.resolve(target);
    Files.writeString(file, text);
    start.await();
    boolean won = directory.publisher().publish(file, staging, directory.trialsPath(target));
    directory.publisher().discard(scratch, staging);
    return won;
  }

  private static String read(SweepDirectory directory, String target) throws IOException {
    try (FSDataInputStream stream = directory.files().open(directory.trialsPath(target))) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
