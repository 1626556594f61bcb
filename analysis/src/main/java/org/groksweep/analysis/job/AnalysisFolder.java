package org.groksweep.analysis.job;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * New analysis tables of a sweep on their way: written into a hidden folder, and published together
 * as {@link TableGenerations} says. Where two analyses run at once the later one stays.
 */
final class AnalysisFolder implements AutoCloseable {

  private final Path root;
  private final TableFiles files;
  private final TableGenerations generations;
  private final Path staging;

  /**
   * Begins new tables; nothing is visible before {@link #publish}. What dead analyses left is
   * finished or cleared away.
   *
   * @param directory of the sweep
   * @throws IOException if its file system cannot be reached
   */
  AnalysisFolder(String directory, Configuration configuration) throws IOException {
    root = new Path(directory);
    files = TableFiles.of(root, configuration);
    generations = new TableGenerations(root, files);
    staging = new Path(root, StagingName.fresh());
    generations.complete();
    for (String name : files.names(root)) {
      if (StagingName.isAbandoned(name)) {
        files.delete(new Path(root, name));
      }
    }
  }

  /**
   * Writes a table as one file.
   *
   * @param order of its rows, by at least one column
   * @return the folder that it lies in until {@link #publish}
   */
  String write(String name, Dataset<Row> table, List<String> order) throws IOException {
    Path folder = new Path(staging, name);
    String[] rest = order.stream().skip(1).toArray(String[]::new);
    table
        .repartition(1)
        .sortWithinPartitions(order.get(0), rest)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("compression", "zstd")
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(folder.toString());
    nameFile(folder, name);
    return folder.toString();
  }

  /** Puts the new tables in the old ones' place. */
  void publish() throws IOException {
    generations.publish(staging);
  }

  /** Gives up what was not published. */
  @Override
  public void close() throws IOException {
    files.delete(staging);
  }

  // Spark names its files anew each time; one that replaces another has its name.
  private void nameFile(Path folder, String table) throws IOException {
    for (String name : files.names(folder)) {
      Path file = new Path(folder, name);
      if (name.startsWith("part-")) {
        files.replace(file, TableGenerations.fileIn(staging, table));
      } else {
        files.delete(file);
      }
    }
  }
}
