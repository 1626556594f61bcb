package org.groksweep.driver.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.groksweep.trainer.checkpoint.PartReader;
import org.groksweep.trainer.checkpoint.PartSummary;
import org.groksweep.trainer.spec.TrialId;

/**
 * The parts that attempts at one bundle, or one trial, have kept: files "number-attempt", of which
 * a higher number is newer. No two attempts ever write the same one, and nothing depends on any of
 * them but time.
 */
final class CheckpointFolder {

  private static final String SEPARATOR = "-";

  private final SweepDirectory directory;
  private final Path folder;
  private final String attempt;

  private CheckpointFolder(SweepDirectory directory, Path folder, String attempt) {
    this.directory = directory;
    this.folder = folder;
    this.attempt = attempt;
  }

  /** The parts of a bundle in training. */
  static CheckpointFolder ofBundle(SweepDirectory directory, String bundleId, String attempt) {
    return new CheckpointFolder(directory, directory.checkpoints(bundleId), attempt);
  }

  /** What is kept of a trial that has ended. */
  static CheckpointFolder ofTrial(SweepDirectory directory, TrialId trial, String attempt) {
    return new CheckpointFolder(directory, directory.states(trial), attempt);
  }

  /** The names of all parts, the newest first. */
  List<String> newestFirst() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus file : directory.files().listStatus(folder)) {
        names.add(file.getPath().getName());
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    names.sort(Comparator.reverseOrder());
    return names;
  }

  /** The number of a part. */
  static long numberOf(String name) {
    return Long.parseLong(name.substring(0, name.indexOf(SEPARATOR)));
  }

  InputStream open(String name) throws IOException {
    return directory.files().open(new Path(folder, name));
  }

  /**
   * What is in a part.
   *
   * @throws IOException if it is damaged
   */
  PartSummary verify(String name) throws IOException {
    Path file = new Path(folder, name);
    long bytes = directory.files().getFileStatus(file).getLen();
    try (InputStream stream = directory.files().open(file)) {
      return PartReader.verify(stream, bytes);
    }
  }

  /**
   * Makes a part appear, whole.
   *
   * @param staging the attempt's folder on the sweep's file system
   * @return its name
   */
  String publish(java.nio.file.Path file, long number, Path staging) throws IOException {
    String name = "%09d%s%s".formatted(number, SEPARATOR, attempt);
    directory.publisher().publish(file, staging, new Path(folder, name));
    return name;
  }

  /** Removes all parts, of a bundle that is committed or begun anew. */
  static void delete(SweepDirectory directory, String bundleId) throws IOException {
    directory.files().delete(directory.checkpoints(bundleId), true);
  }
}
