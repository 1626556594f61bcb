package org.groksweep.driver.run;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * S3 through S3A: one PUT with If-None-Match, which the store refuses where the object exists
 * (HADOOP-19256). The object appears when the stream closes, so a failure before that aborts the
 * stream: closing it would publish a part of the file.
 */
final class ConditionalPutPublisher implements Publisher {

  private static final int PRECONDITION_FAILED = 412;

  private final FileSystem files;

  ConditionalPutPublisher(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean publish(java.nio.file.Path file, Path staging, Path target) throws IOException {
    // A cheap look first: an upload that will be refused costs its whole transfer.
    if (files.exists(target)) {
      return false;
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(target).create().overwrite(true);
    builder.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    FSDataOutputStream stream = (FSDataOutputStream) builder.build();
    try {
      Files.copy(file, stream);
    } catch (IOException | RuntimeException | Error e) {
      stream.abort();
      throw e;
    }
    try {
      stream.close();
      return true;
    } catch (IOException refused) {
      if (isTaken(refused)) {
        return false;
      }
      throw refused;
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

  // S3A answers a failed precondition with its RemoteFileChangedException around the SDK's 412; the
  // classes are not on the class path here, so their words are looked at.
  private static boolean isTaken(IOException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileAlreadyExistsException
          || cause.toString().contains("Status Code: " + PRECONDITION_FAILED)) {
        return true;
      }
    }
    return false;
  }
}
