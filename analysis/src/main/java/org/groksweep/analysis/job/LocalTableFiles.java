package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * On this machine, by rename(2): Hadoop's own local file system removes what it replaces first, and
 * keeps checksums in files beside, which are replaced at another moment.
 */
final class LocalTableFiles implements TableFiles {

  @Override
  public List<String> names(Path folder) throws IOException {
    try (Stream<java.nio.file.Path> entries = Files.list(local(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    Files.createDirectories(local(folder));
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    try {
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  @Override
  public boolean moveToFreeName(Path from, Path to) throws IOException {
    try {
      // A folder with something in it is never replaced, whoever made it and when.
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException taken) {
      return false;
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    java.nio.file.Path local = local(path);
    if (!Files.exists(local, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<java.nio.file.Path> inside;
    try (Stream<java.nio.file.Path> entries = Files.walk(local)) {
      inside = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (java.nio.file.Path entry : inside) {
      Files.deleteIfExists(entry);
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
