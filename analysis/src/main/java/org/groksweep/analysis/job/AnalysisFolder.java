package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * The folder {@code analysis} of a sweep. New tables are written into a hidden folder beside it and
 * take its place together, by renaming: a reader sees all of the old tables, all of the new ones,
 * or for an instant none, and never a part. Where two analyses run at once the later one stays.
 */
final class AnalysisFolder implements AutoCloseable {

  private static final String NAME = "analysis";

  private final FileContext files;
  private final Path target;
  private final Path staging;
  private final Path retired;

  /**
   * Begins new tables; nothing is visible before {@link #publish}.
   *
   * @param directory of the sweep
   * @throws IOException if its file system cannot be reached
   */
  AnalysisFolder(String directory, Configuration configuration) throws IOException {
    Path root = new Path(directory);
    files = FileContext.getFileContext(root.toUri(), configuration);
    String id = UUID.randomUUID().toString();
    target = new Path(root, NAME);
    // Spark's readers pass over names that begin so.
    staging = new Path(root, "_" + NAME + "-" + id);
    retired = new Path(root, "_" + NAME + "-" + id + "-old");
  }

  /** Where a table of a sweep lies. */
  static Path table(String directory, String name) {
    return new Path(new Path(directory, NAME), name);
  }

  /**
   * Writes a table as one file.
   *
   * @param order of its rows, by at least one column
   * @return the folder that it lies in until {@link #publish}
   */
  String write(String name, Dataset<Row> table, List<String> order) {
    String folder = new Path(staging, name).toString();
    String[] rest = order.stream().skip(1).toArray(String[]::new);
    table
        .repartition(1)
        .sortWithinPartitions(order.get(0), rest)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("compression", "zstd")
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(folder);
    return folder;
  }

  /** Puts the new tables in the old ones' place. */
  void publish() throws IOException {
    boolean done = false;
    while (!done) {
      retire();
      done = moved(staging, target);
    }
    files.delete(retired, true);
  }

  /** Gives up what was not published. */
  @Override
  public void close() throws IOException {
    files.delete(staging, true);
  }

  private void retire() throws IOException {
    try {
      files.delete(retired, true);
      files.rename(target, retired, Rename.NONE);
    } catch (FileNotFoundException none) {
      // The first analysis of this sweep, or another one is just replacing it.
      return;
    }
  }

  private boolean moved(Path from, Path to) throws IOException {
    try {
      files.rename(from, to, Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException anotherAnalysis) {
      return false;
    }
  }
}
