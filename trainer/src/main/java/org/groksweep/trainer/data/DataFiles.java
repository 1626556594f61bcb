package org.groksweep.trainer.data;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The user's data files, at any path that Hadoop understands: the one place that asks Hadoop for
 * them. Its settings are those of the Hadoop configuration files on the class path.
 */
public final class DataFiles {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  // Loaded when first asked for: a third of a second that most configs never need.
  private Optional<Configuration> loaded = Optional.empty();

  /**
   * The path with its scheme and from its root, so that it means the same file on every machine of
   * a cluster; a relative one starts at the working directory of the process that asks.
   *
   * @throws IllegalArgumentException if it is no path, or of a scheme that Hadoop doesn't know here
   */
  public String qualified(String path) {
    try {
      Path parsed = new Path(path);
      return parsed.getFileSystem(hadoop()).makeQualified(parsed).toString();
    } catch (IOException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The contents of a file, unpacked if they begin as gzip does, whatever the file is called.
   *
   * @throws DataException if there is no such file
   */
  public InputStream open(String path) throws IOException {
    FileStatus status = status(path);
    if (status.isDirectory()) {
      throw new DataException(path, "", "must be a file, not a directory");
    }
    BufferedInputStream packed = new BufferedInputStream(system(path).open(status.getPath()));
    try {
      packed.mark(2);
      boolean isGzip = packed.read() == GZIP_FIRST && packed.read() == GZIP_SECOND;
      packed.reset();
      return isGzip ? new GZIPInputStream(packed, 1 << 16) : packed;
    } catch (ZipException | java.io.EOFException e) {
      packed.close();
      throw new DataException(path, "offset 0", "is not the gzip file that it begins as", e);
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  /**
   * The file itself, or the files of a directory as Spark writes it: in the order of their names,
   * without those whose names begin with "_" or ".".
   *
   * @throws DataException if there is no such file, or none in the directory
   */
  public List<String> list(String path) throws IOException {
    FileStatus status = status(path);
    if (!status.isDirectory()) {
      return List.of(path);
    }
    List<String> files =
        Arrays.stream(system(path).listStatus(status.getPath()))
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .filter(file -> !file.getName().startsWith("_") && !file.getName().startsWith("."))
            .sorted(Comparator.comparing(Path::getName))
            .map(Path::toString)
            .toList();
    if (files.isEmpty()) {
      throw new DataException(path, "", "must hold a file; the directory is empty");
    }
    return files;
  }

  /** What Hadoop's own readers need beside a path. */
  public Configuration configuration() {
    return new Configuration(hadoop());
  }

  private FileStatus status(String path) throws IOException {
    try {
      return system(path).getFileStatus(new Path(path));
    } catch (FileNotFoundException e) {
      throw new DataException(path, "", "does not exist", e);
    }
  }

  private FileSystem system(String path) throws IOException {
    try {
      return new Path(path).getFileSystem(hadoop());
    } catch (UnsupportedFileSystemException e) {
      throw new DataException(path, "", e.getMessage(), e);
    }
  }

  private synchronized Configuration hadoop() {
    if (loaded.isEmpty()) {
      loaded = Optional.of(new Configuration());
    }
    return loaded.get();
  }
}
