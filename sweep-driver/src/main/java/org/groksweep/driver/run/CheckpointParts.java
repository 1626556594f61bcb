package org.groksweep.driver.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.groksweep.trainer.checkpoint.PartHeader;
import org.groksweep.trainer.checkpoint.PartHeader.Link;
import org.groksweep.trainer.checkpoint.PartSummary;
import org.groksweep.trainer.checkpoint.PartWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that one attempt writes: entries gather in a file of this machine until it is
 * published, and each part follows the last. A part aside has followers of its own alone.
 *
 * <p>Where one cannot be written, there are no further ones: a later part would lack what that one
 * was to hold.
 */
final class CheckpointParts implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointParts.class);

  private final String bundleId;
  private final CheckpointFolder folder;
  private final String key;
  private final AttemptPlace place;

  /** The part that the next one follows. */
  private Optional<Link> newest = Optional.empty();

  private Optional<Open> open = Optional.empty();
  private long number;
  private boolean keeping;

  private record Open(java.nio.file.Path file, PartWriter part) {}

  /** Writes entries. */
  interface Entries {
    void write(PartWriter part) throws IOException;
  }

  /**
   * @param key of the chain
   * @param place where the attempt works
   * @param keeping whether anything is to be written
   */
  CheckpointParts(
      String bundleId, CheckpointFolder folder, String key, AttemptPlace place, boolean keeping) {
    this.bundleId = bundleId;
    this.folder = folder;
    this.key = key;
    this.place = place;
    this.keeping = keeping;
  }

  /** Whether parts are written; not after one that could not be. */
  boolean keeping() {
    return keeping;
  }

  /** Numbers the next parts after those that are there. */
  void numberAfter(long highest) {
    number = highest;
  }

  /** The next part follows one of an earlier attempt, or none. */
  void follow(Optional<Link> part) {
    newest = part;
  }

  /** Adds entries to the next part. */
  void write(Entries entries) {
    if (!keeping) {
      return;
    }
    try {
      if (open.isEmpty()) {
        open = Optional.of(begin(newest));
      }
      entries.write(open.get().part());
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** Publishes the entries so far, if there are any. */
  void publish() {
    if (!keeping || open.isEmpty()) {
      return;
    }
    try {
      newest = Optional.of(publish(open.get()));
      open = Optional.empty();
    } catch (IOException | FSError e) {
      giveUp(e);
    }
  }

  /**
   * Publishes entries as a part aside, after all others.
   *
   * @param after the part aside that it follows; empty for the newest part
   * @return it, or empty where it could not be written
   */
  Optional<Link> publishAside(Optional<Link> after, Entries entries) {
    publish();
    if (!keeping) {
      return Optional.empty();
    }
    try {
      // As the open one, so that it is removed where it is given up.
      open = Optional.of(begin(after.or(() -> newest)));
      entries.write(open.get().part());
      Link aside = publish(open.get());
      open = Optional.empty();
      return Optional.of(aside);
    } catch (IOException | FSError e) {
      giveUp(e);
      return Optional.empty();
    }
  }

  private Open begin(Optional<Link> before) throws IOException {
    java.nio.file.Path file = place.scratch().resolve("part-" + UUID.randomUUID());
    return new Open(file, new PartWriter(file, new PartHeader(key, before)));
  }

  private Link publish(Open whole) throws IOException {
    PartSummary summary = whole.part().finish();
    number++;
    String name = folder.publish(whole.file(), number, place.staging());
    Files.deleteIfExists(whole.file());
    return new Link(name, summary.digest(), summary.entries());
  }

  private void giveUp(Throwable reason) {
    LOG.warn("{}: no checkpoint from here on: {}", bundleId, reason.toString());
    keeping = false;
    try {
      close();
    } catch (IOException e) {
      LOG.warn("{}: cannot remove what was written last: {}", bundleId, e.toString());
    }
  }

  /** Gives up the entries that were not published. */
  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      Open unfinished = open.get();
      open = Optional.empty();
      unfinished.part().close();
      Files.deleteIfExists(unfinished.file());
    }
  }
}
