package org.groksweep.driver.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.parquet.TableFooter;

/** Looks at a sweep's directory: lists it once and reads the footers of the trials files. */
final class DirectoryScan {

  // Footers are small: what counts is the store's latency, up to 50 ms each on S3.
  private static final int READERS = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SweepDirectory directory;
  private final FileSystem files;

  DirectoryScan(SweepDirectory directory) {
    this.directory = directory;
    this.files = directory.files();
  }

  SweepState state(SweepPlan plan) throws IOException {
    Set<String> planned = plan.bundles().stream().map(Bundle::id).collect(Collectors.toSet());
    List<FileStatus> trials =
        list(directory.trials()).stream()
            .filter(file -> planned.contains(bundleOf(file.getPath().getName())))
            .toList();
    // Commits before metrics: a metrics file is there before its commit, so none is missed.
    List<Commit> commits = commits(trials);
    Set<String> metrics = metricsFiles();
    Map<String, Commit> done = new HashMap<>();
    Set<String> broken = new HashSet<>();
    for (Commit commit : commits) {
      if (metrics.contains(commit.metricsFile())) {
        done.put(commit.bundleId(), commit);
      } else {
        broken.add(commit.bundleId());
      }
    }
    return new SweepState(plan, done, broken, drivers());
  }

  /** The names of all metrics files. */
  Set<String> metricsFiles() throws IOException {
    return list(directory.metrics()).stream()
        .map(file -> file.getPath().getName())
        .filter(name -> name.endsWith(SweepDirectory.PARQUET))
        .collect(Collectors.toSet());
  }

  /** The names of all folders of saved weights, which are those of metrics files without ending. */
  List<String> modelFolders() throws IOException {
    return list(directory.models()).stream().map(folder -> folder.getPath().getName()).toList();
  }

  /** The ids of trials of which anything is kept to go on from. */
  Set<String> trialsWithStates() throws IOException {
    return list(directory.states()).stream()
        .map(folder -> folder.getPath().getName())
        .collect(Collectors.toSet());
  }

  /** A bundle's commit; empty where it has none. */
  Optional<Commit> commit(String bundleId) throws IOException {
    Path path = directory.trialsPath(bundleId);
    try {
      return Optional.of(commit(files.getFileStatus(path)));
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    }
  }

  /** All drivers that hold a lease and are not known to be dead. */
  List<DriverLease.Holder> drivers() throws IOException {
    return leases().stream().filter(holder -> !holder.isDead()).toList();
  }

  /** All leases, of drivers living and dead. */
  List<DriverLease.Holder> leases() throws IOException {
    List<DriverLease.Holder> holders = new ArrayList<>();
    for (FileStatus folder : list(directory.staging())) {
      holder(folder.getPath()).ifPresent(holders::add);
    }
    return List.copyOf(holders);
  }

  // Without a lease its driver has just begun or ended: nothing of its attempts can be there.
  private Optional<DriverLease.Holder> holder(Path folder) throws IOException {
    try (FSDataInputStream stream = files.open(new Path(folder, DriverLease.FILE))) {
      byte[] text = stream.readAllBytes();
      return text.length == 0
          ? Optional.empty()
          : Optional.of(JSON.readValue(text, DriverLease.Holder.class));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  /** The bundle that a file of the folders trials or metrics belongs to, by its name. */
  static String bundleOf(String fileName) {
    return fileName.split("[-.]", 2)[0];
  }

  private List<Commit> commits(List<FileStatus> trials) throws IOException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Optional<Commit>>> reads = new ArrayList<>();
      for (FileStatus file : trials) {
        reads.add(readers.submit(() -> commitIfThere(file)));
      }
      List<Commit> commits = new ArrayList<>();
      for (Future<Optional<Commit>> read : reads) {
        read.get().ifPresent(commits::add);
      }
      return commits;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + directory.trials(), e);
    } finally {
      readers.shutdownNow();
    }
  }

  // Another driver that retries a bundle may remove its file between the listing and this.
  private Optional<Commit> commitIfThere(FileStatus file) throws IOException {
    try {
      return Optional.of(commit(file));
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    }
  }

  private Commit commit(FileStatus file) throws IOException {
    try {
      TableFooter footer = TableFooter.read(HadoopInputFile.fromStatus(file, files.getConf()));
      return Commit.ofFooter(footer.metadata());
    } catch (RuntimeException e) {
      throw new IOException(
          file.getPath()
              + " is no trials file ("
              + e.getMessage()
              + "); remove it to train its bundle again",
          e);
    }
  }

  private List<FileStatus> list(Path folder) throws IOException {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException none) {
      return List.of();
    }
  }
}
