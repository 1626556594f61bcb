package org.groksweep.driver.run;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * HDFS: a copy under the attempt's staging folder, then a rename, which the NameNode does as one
 * operation and refuses where the target exists.
 */
final class RenamePublisher implements Publisher {

  private final FileSystem files;

  RenamePublisher(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean publish(java.nio.file.Path file, Path staging, Path target) throws IOException {
    Path staged = new Path(staging, file.getFileName().toString());
    files.mkdirs(target.getParent());
    files.copyFromLocalFile(false, true, new Path(file.toUri()), staged);
    long expected = Files.size(file);
    long actual = files.getFileStatus(staged).getLen();
    if (actual != expected) {
      throw new IOException(staged + ": " + actual + " bytes must be the " + expected + " written");
    }
    try {
      // FileContext: without Rename.OVERWRITE it throws; FileSystem.rename only returns false, for
      // this and for other reasons alike.
      FileContext.getFileContext(files.getUri(), files.getConf()).rename(staged, target);
      return true;
    } catch (FileAlreadyExistsException taken) {
      files.delete(staged, false);
      return false;
    }
  }

  @Override
  public java.nio.file.Path scratch(Path staging) throws IOException {
    return TemporaryFolder.create();
  }

  @Override
  public void discard(java.nio.file.Path scratch, Path staging) throws IOException {
    TemporaryFolder.remove(scratch);
    files.delete(staging, true);
  }

  @Override
  public FileSystem files() {
    return files;
  }
}
