package org.groksweep.driver.run;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.groksweep.driver.config.ConfigException;

/**
 * Makes a finished local file appear in a sweep's directory, whole and exclusively: of any number
 * of publishers of one target exactly one wins, and no reader ever sees a part of a file. The one
 * primitive on which the protocol stands; each kind of file system has its own.
 */
interface Publisher {

  /**
   * Publishes {@code file} as {@code target}.
   *
   * @param file complete, on this machine; what becomes of it is the publisher's to say, and its
   *     owner removes what is left
   * @param staging a folder of the sweep's file system that only this attempt writes to
   * @return whether this call made the target; false where it exists already
   */
  boolean publish(java.nio.file.Path file, Path staging, Path target) throws IOException;

  /**
   * Where an attempt writes the files that it will publish.
   *
   * @param staging the attempt's folder on the sweep's file system
   * @return an existing, empty folder of this machine that only this attempt uses
   */
  java.nio.file.Path scratch(Path staging) throws IOException;

  /** Removes both folders of an attempt and what is left in them. */
  void discard(java.nio.file.Path scratch, Path staging) throws IOException;

  /** The file system as the sweep's directory uses it beside publishing. */
  FileSystem files();

  /**
   * The publisher of a path's file system.
   *
   * @throws ConfigException where it has none
   */
  static Publisher of(Path root, Configuration configuration) throws IOException {
    FileSystem files = root.getFileSystem(configuration);
    if (files instanceof LocalFileSystem local) {
      // Raw: the checksummed one leaves .crc files that no other reader knows of.
      return new LinkPublisher(local.getRaw());
    }
    return switch (files.getScheme()) {
      case "hdfs" -> new RenamePublisher(files);
      case "s3a" -> new ConditionalPutPublisher(files);
      default ->
          throw ConfigException.ofCommandLine(
              "out",
              root.toString(),
              "must be on file:, hdfs: or s3a:",
              Optional.of(
                  "on " + files.getScheme() + ": two attempts could both publish the same file"));
    };
  }
}
