package org.groksweep.driver.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.spec.TrialId;

/**
 * A sweep's directory on any file system that has a {@link Publisher}: its layout and its plans.
 */
public final class SweepDirectory {

  static final String PARQUET = ".parquet";
  private static final String PLANS = "plans";
  private static final String METRICS = "metrics";
  private static final String TRIALS = "trials";
  private static final String MODELS = "models";
  private static final String STAGING = "_staging";
  private static final String CHECKPOINTS = "_checkpoints";
  private static final String STATES = "_states";
  private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private final Path root;
  private final Publisher publisher;

  SweepDirectory(Path root, Publisher publisher) {
    this.root = root;
    this.publisher = publisher;
  }

  /**
   * The directory at a location, which need not exist. Nothing is written.
   *
   * @param location a URI with a scheme, or a path on the configuration's default file system,
   *     relative ones from the working directory
   * @throws ConfigException if the location cannot be a sweep's directory: an unusable name, a file
   *     system without exclusive publishing, a file, or a folder that holds something else
   * @throws IOException if the file system cannot be reached
   */
  public static SweepDirectory at(String location, Configuration configuration) throws IOException {
    Path root = path(location, configuration);
    Publisher publisher = Publisher.of(root, configuration);
    SweepDirectory directory = new SweepDirectory(publisher.files().makeQualified(root), publisher);
    directory.refuseOthersFolders();
    return directory;
  }

  /** The directory's full URI, as {@link #at} takes it. */
  public String location() {
    return root.toString();
  }

  /** Whether a plan was ever stored here. */
  public boolean isSweep() throws IOException {
    return files().exists(planPath(1));
  }

  /** The texts of all plans, oldest first. */
  public List<String> plans() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int number = 1; files().exists(planPath(number)); number++) {
      try (FSDataInputStream stream = files().open(planPath(number))) {
        texts.add(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return List.copyOf(texts);
  }

  /**
   * Stores a further plan, unless another driver does so at the same time: then its plan is read
   * too and the question asked again.
   *
   * @param next from the texts of all stored plans to that of a further one; empty if none is
   *     needed. What it throws leaves the directory as it was.
   * @return the texts of all plans, oldest first
   */
  public List<String> extendPlans(Function<List<String>, Optional<String>> next)
      throws IOException {
    while (true) {
      List<String> stored = plans();
      Optional<String> addition = next.apply(stored);
      if (addition.isEmpty()) {
        return stored;
      }
      if (appendPlan(stored.size() + 1, addition.get())) {
        List<String> extended = new ArrayList<>(stored);
        extended.add(addition.get());
        return List.copyOf(extended);
      }
    }
  }

  /** What the directory holds now of what the plan asks for; it reads the trials files' footers. */
  public SweepState state(SweepPlan plan) throws IOException {
    return new DirectoryScan(this).state(plan);
  }

  /** Whether another driver may be working on the sweep. */
  public boolean mayBeInUse() throws IOException {
    return !new DirectoryScan(this).drivers().isEmpty();
  }

  /** The file with the rows of a committed bundle. */
  public InputFile metricsOf(Commit commit) throws IOException {
    return HadoopInputFile.fromPath(metricsPath(commit.metricsFile()), files().getConf());
  }

  /** The file with the trials of a committed bundle. */
  public InputFile trialsOf(Commit commit) throws IOException {
    return HadoopInputFile.fromPath(trialsPath(commit.bundleId()), files().getConf());
  }

  /** The name of the metrics file of a bundle and digest. */
  static String metricsFile(String bundleId, String digest) {
    return bundleId + "-" + digest + PARQUET;
  }

  /**
   * Claims a folder for a driver.
   *
   * @throws ConfigException if the directory cannot be written to
   */
  DriverLease lease() throws IOException {
    try {
      return DriverLease.take(files(), staging());
    } catch (AccessControlException | java.nio.file.AccessDeniedException e) {
      throw refusal("must be writable", e.getMessage());
    }
  }

  Path staging() {
    return new Path(root, STAGING);
  }

  /** The folder of all bundles' checkpoints. */
  Path checkpoints() {
    return new Path(root, CHECKPOINTS);
  }

  Path checkpoints(String bundleId) {
    return new Path(checkpoints(), bundleId);
  }

  /** The folder of what is kept of all ended trials that can go on. */
  Path states() {
    return new Path(root, STATES);
  }

  Path states(TrialId trial) {
    return new Path(states(), trial.value());
  }

  Path metrics() {
    return new Path(root, METRICS);
  }

  /** The folder of all saved weights. */
  Path models() {
    return new Path(root, MODELS);
  }

  Path modelsPath(String folderName) {
    return new Path(models(), folderName);
  }

  Path trials() {
    return new Path(root, TRIALS);
  }

  Path trialsPath(String bundleId) {
    return new Path(trials(), bundleId + PARQUET);
  }

  Path metricsPath(String fileName) {
    return new Path(metrics(), fileName);
  }

  Publisher publisher() {
    return publisher;
  }

  FileSystem files() {
    return publisher.files();
  }

  private boolean appendPlan(int number, String text) throws IOException {
    refuseUnwritable();
    try (DriverLease lease = lease()) {
      java.nio.file.Path scratch = publisher.scratch(new Path(lease.folder(), "plan"));
      java.nio.file.Path file = scratch.resolve(planPath(number).getName());
      Files.writeString(file, text);
      return publisher.publish(file, lease.folder(), planPath(number));
    }
  }

  private Path planPath(int number) {
    return new Path(new Path(root, PLANS), String.format("%04d.json", number));
  }

  private void refuseOthersFolders() throws IOException {
    if (!files().exists(root) || isSweep()) {
      return;
    }
    if (!files().getFileStatus(root).isDirectory()) {
      throw refusal("must be a directory", "it is a file");
    }
    // What a driver leaves that died before its first plan is no reason to refuse.
    Optional<FileStatus> other =
        Arrays.stream(files().listStatus(root))
            .filter(status -> !List.of(STAGING, PLANS).contains(status.getPath().getName()))
            .findFirst();
    if (other.isPresent()) {
      throw refusal(
          "must be empty or hold a sweep",
          "it holds " + other.get().getPath().getName() + " and no " + PLANS);
    }
  }

  // Local only, where java.nio says why; others answer the first write with an error of their own.
  private void refuseUnwritable() {
    if (!(publisher instanceof LinkPublisher)) {
      return;
    }
    java.nio.file.Path folder = java.nio.file.Path.of(staging().toUri().getPath());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refusal("must be writable", e.toString());
    }
    if (!Files.isWritable(folder)) {
      throw refusal("must be writable", "no permission to write to " + folder);
    }
  }

  private ConfigException refusal(String rule, String hint) {
    return refusal(root.toString(), rule, hint);
  }

  private static ConfigException refusal(String value, String rule, String hint) {
    return ConfigException.ofCommandLine("out", value, rule, Optional.of(hint));
  }

  private static Path path(String location, Configuration configuration) {
    if (location.isBlank()) {
      throw refusal(location, "must not be blank", "such as runs/quickstart");
    }
    if (URI_SCHEME.matcher(location).matches()) {
      return new Path(location);
    }
    try {
      if (FileSystem.getDefaultUri(configuration).getScheme().equals("file")) {
        // In parts: Hadoop's Path takes a colon in a name for a scheme, and java.nio's URI ends in
        // a slash only where the folder exists already.
        String path = java.nio.file.Path.of(location).toAbsolutePath().normalize().toString();
        return new Path("file", null, path);
      }
      return FileSystem.get(configuration).makeQualified(new Path(location));
    } catch (IllegalArgumentException e) {
      throw refusal(
          location, "must be a path", e.getMessage() + "; does the locale know its letters?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
