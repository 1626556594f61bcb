package org.groksweep.trainer.loop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.metrics.RowBits;
import org.groksweep.trainer.metrics.StepMetrics;

/**
 * The rows of many trials that come side by side, kept until they go out one trial after the other.
 * At most a stated number is held in memory; beyond it all of them move to a file of their own, in
 * one run of bytes per trial.
 */
final class RowSpill implements Closeable {

  /** About 50 MB of rows. */
  static final int MOST_IN_MEMORY = 100_000;

  private final int mostInMemory;
  private final List<List<StepMetrics>> inMemory = new ArrayList<>();
  private final List<List<Segment>> segments = new ArrayList<>();

  /** [trials] rows, from a trial's first, that are not new. */
  private final long[] old;

  private int held;
  private Optional<FileChannel> file = Optional.empty();

  /** Where rows of one trial stand in the file. */
  private record Segment(long offset, int rows) {}

  /** Takes the rows of a trial, in their order. */
  interface Taker {
    void take(StepMetrics row) throws IOException;
  }

  RowSpill(int trials, int mostInMemory) {
    this.mostInMemory = mostInMemory;
    this.old = new long[trials];
    for (int trial = 0; trial < trials; trial++) {
      inMemory.add(new ArrayList<>());
      segments.add(new ArrayList<>());
    }
  }

  /**
   * Keeps a row.
   *
   * @throws IOException if the file cannot take it
   */
  void add(int trial, StepMetrics row) throws IOException {
    inMemory.get(trial).add(row);
    held++;
    if (held >= mostInMemory) {
      spill();
    }
  }

  /**
   * Hands over a trial's rows.
   *
   * @throws IOException if they cannot be read, or the taker fails
   */
  void drain(int trial, Taker taker) throws IOException {
    drain(trial, 0, taker);
  }

  /** Hands over a trial's rows that have come since {@link #markOld}. */
  void drainNew(int trial, Taker taker) throws IOException {
    drain(trial, old[trial], taker);
  }

  /** From now on the rows that are here are not new. */
  void markOld() {
    for (int trial = 0; trial < old.length; trial++) {
      old[trial] =
          segments.get(trial).stream().mapToLong(Segment::rows).sum() + inMemory.get(trial).size();
    }
  }

  private void drain(int trial, long from, Taker taker) throws IOException {
    long passed = 0;
    for (Segment segment : segments.get(trial)) {
      if (passed + segment.rows() > from) {
        drain(segment, Math.max(0, from - passed), taker);
      }
      passed += segment.rows();
    }
    List<StepMetrics> held = inMemory.get(trial);
    for (StepMetrics row : held.subList((int) Math.max(0, from - passed), held.size())) {
      taker.take(row);
    }
  }

  private void drain(Segment segment, long from, Taker taker) throws IOException {
    FileChannel channel = file.orElseThrow().position(segment.offset());
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    for (int i = 0; i < segment.rows(); i++) {
      StepMetrics row = read(in);
      if (i >= from) {
        taker.take(row);
      }
    }
  }

  private static StepMetrics read(DataInputStream in) throws IOException {
    try {
      return RowBits.read(in);
    } catch (EOFException e) {
      throw new IOException("the scratch file of rows is shorter than what was written to it", e);
    }
  }

  private void spill() throws IOException {
    if (file.isEmpty()) {
      file = Optional.of(newFile());
    }
    FileChannel channel = file.get();
    long start = channel.size();
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel.position(start)), 1 << 16));
    // The stream counts in an int; segments are addressed by long.
    long offset = start;
    for (int trial = 0; trial < inMemory.size(); trial++) {
      List<StepMetrics> rows = inMemory.get(trial);
      if (rows.isEmpty()) {
        continue;
      }
      segments.get(trial).add(new Segment(offset, rows.size()));
      for (StepMetrics row : rows) {
        RowBits.write(row, out);
      }
      out.flush();
      offset = channel.position();
      rows.clear();
    }
    held = 0;
  }

  // Unnamed once it is open, where the system allows it, so that no death leaves it behind.
  private static FileChannel newFile() throws IOException {
    Path path = Files.createTempFile("groksweep-rows", ".bin");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
