package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What replacing tables needs of a file system; each call happens as a whole or not at all. */
interface TableFiles {

  /** Those of the file system that a path lies on. */
  static TableFiles of(Path path, Configuration configuration) throws IOException {
    return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
        ? new LocalTableFiles()
        : new HadoopTableFiles(path, configuration);
  }

  /** The names in a folder, the hidden ones too, in order; none where there is no folder. */
  List<String> names(Path folder) throws IOException;

  /** Makes a folder and those above it, where they are not there. */
  void createFolder(Path folder) throws IOException;

  /**
   * Moves a file into the place of another, or where none was.
   *
   * @throws FileNotFoundException if there is nothing to move
   */
  void replace(Path from, Path to) throws IOException;

  /**
   * Moves a folder to a name that must be free.
   *
   * @return whether it was free
   */
  boolean moveToFreeName(Path from, Path to) throws IOException;

  /** Removes a file or a folder with all that it holds, part by part; nothing where it is not. */
  void delete(Path path) throws IOException;
}
