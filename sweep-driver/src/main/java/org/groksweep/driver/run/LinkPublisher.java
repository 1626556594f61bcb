package org.groksweep.driver.run;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Local and network file systems of the operating system: a hard link from the finished file, which
 * the kernel refuses where the name is taken. Hadoop's own create(overwrite = false) and rename
 * both let two racers win.
 */
final class LinkPublisher implements Publisher {

  private final FileSystem files;

  LinkPublisher(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean publish(java.nio.file.Path file, Path staging, Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      // A name must not outlive a power cut that its bytes did not survive.
      channel.force(true);
    }
    java.nio.file.Path link = local(target);
    Files.createDirectories(link.getParent());
    try {
      Files.createLink(link, file);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          link + ": this file system has no hard links, so nothing can be published exclusively",
          e);
    }
  }

  /** The staging folder itself: a link needs both names on one file system. */
  @Override
  public java.nio.file.Path scratch(Path staging) throws IOException {
    return Files.createDirectories(local(staging));
  }

  @Override
  public void discard(java.nio.file.Path scratch, Path staging) throws IOException {
    files.delete(staging, true);
  }

  @Override
  public FileSystem files() {
    return files;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
