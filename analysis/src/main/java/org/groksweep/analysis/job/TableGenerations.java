package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The analysis tables of a sweep, each one file in a folder of {@code analysis}, replaced together:
 * whoever dies at whatever moment, {@link #file} finds all old tables or all new ones.
 *
 * <p>New tables are written into a hidden folder of their own. Its renaming to {@code
 * _analysis-next} is the commit: from there on they are the tables, and what is left is to move
 * each file into its place, over the old one, and to drop the tables that the new generation does
 * not have. Anybody may finish that, at any time, again and again. A reader that knows nothing of
 * this finds in {@code analysis} whole tables at every moment, until then perhaps of two
 * generations.
 */
final class TableGenerations {

  static final String NAME = "analysis";
  private static final String NEXT = "_" + NAME + "-next";
  private static final String PARQUET = ".parquet";

  private final TableFiles files;
  private final Path tables;
  private final Path next;

  /**
   * @param sweep its directory
   */
  TableGenerations(Path sweep, TableFiles files) {
    this.files = files;
    this.tables = new Path(sweep, NAME);
    this.next = new Path(sweep, NEXT);
  }

  /** Where a table's file must lie in a folder that is to be published. */
  static Path fileIn(Path generation, String table) {
    return new Path(new Path(generation, table), table + PARQUET);
  }

  /** The file that holds a table now; empty where there is no such table. */
  Optional<Path> file(String table) throws IOException {
    List<String> committed = files.names(next);
    if (holds(fileIn(next, table))) {
      return Optional.of(fileIn(next, table));
    }
    // Moved already, or dropped: the next generation keeps a folder for each of its tables.
    boolean dropped = !committed.isEmpty() && !committed.contains(table);
    Path file = fileIn(tables, table);
    return !dropped && holds(file) ? Optional.of(file) : Optional.empty();
  }

  /** Puts the tables of a folder, one file each, in the place of all tables. */
  void publish(Path generation) throws IOException {
    complete();
    while (!files.moveToFreeName(generation, next)) {
      // Another analysis has come between.
      complete();
    }
    complete();
  }

  /** Finishes what an analysis committed and did not live to finish. */
  void complete() throws IOException {
    List<String> committed = files.names(next);
    for (String table : committed) {
      files.createFolder(new Path(tables, table));
      moved(fileIn(next, table), fileIn(tables, table));
      for (String other : files.names(new Path(tables, table))) {
        if (!other.equals(table + PARQUET)) {
          files.delete(new Path(new Path(tables, table), other));
        }
      }
    }
    if (!committed.isEmpty()) {
      for (String table : files.names(tables)) {
        if (!committed.contains(table)) {
          files.delete(new Path(tables, table));
        }
      }
      drop();
    }
  }

  // Renamed first: while its folders go one by one it must not look like a smaller generation.
  private void drop() throws IOException {
    Path done = new Path(next.getParent(), StagingName.fresh());
    try {
      if (files.moveToFreeName(next, done)) {
        files.delete(done);
      }
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException another) {
      // Whoever finished it at the same time has dropped it.
      return;
    }
  }

  private void moved(Path from, Path to) throws IOException {
    try {
      files.replace(from, to);
    } catch (FileNotFoundException before) {
      // By an earlier or another attempt.
      return;
    }
  }

  private boolean holds(Path file) throws IOException {
    return files.names(file.getParent()).contains(file.getName());
  }
}
