package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * On any Hadoop file system. HDFS replaces and moves in one step of its name node; an object store
 * copies, file by file, so that a kill may there leave a table without its file for a moment.
 */
final class HadoopTableFiles implements TableFiles {

  private final FileContext files;

  HadoopTableFiles(Path path, Configuration configuration) throws IOException {
    files = FileContext.getFileContext(path.toUri(), configuration);
  }

  @Override
  public List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> entries = files.listStatus(folder);
      while (entries.hasNext()) {
        names.add(entries.next().getPath().getName());
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    return names.stream().sorted().toList();
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    files.mkdir(folder, FileContext.DEFAULT_PERM, true);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    files.rename(from, to, Rename.OVERWRITE);
  }

  @Override
  public boolean moveToFreeName(Path from, Path to) throws IOException {
    try {
      files.rename(from, to, Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    files.delete(path, true);
  }
}
