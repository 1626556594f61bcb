package org.groksweep.trainer.checkpoint;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.WeightsBits;
import org.groksweep.trainer.loop.Checkpoints.StateWriter;
import org.groksweep.trainer.metrics.RowBits;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.parquet.TrialRecord;

/**
 * Writes one part: a header, entries as they come, at most one state as the last of them, and the
 * digest of all that.
 */
public final class PartWriter implements Closeable {

  static final int ROW = 1;
  static final int ENDED = 2;
  static final int STATE = 3;
  static final int WEIGHTS = 4;
  static final int END = 5;
  static final int MEMBER = 6;

  /** Of the end: its byte, two counts and whether there is a state. */
  static final int END_BYTES = 1 + 2 * Long.BYTES + 1;

  private static final int BUFFER_BYTES = 1 << 16;

  private final DigestOutputStream digested;
  private final DataOutputStream out;
  private long entries;
  private long endedEntries;
  private boolean hasState;

  /**
   * Creates the file.
   *
   * @param file must not exist
   */
  public PartWriter(Path file, PartHeader header) throws IOException {
    digested =
        new DigestOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Digests.sha256());
    out = new DataOutputStream(new BufferedOutputStream(digested, BUFFER_BYTES));
    header.write(out);
  }

  /**
   * Writes a row.
   *
   * @param trial its trial's place in the bundle, from 0
   */
  public void row(int trial, StepMetrics row) throws IOException {
    begin(ROW, trial);
    RowBits.write(row, out);
  }

  /** Writes weights that a trial was asked to keep. */
  public void weights(int trial, String name, Weights weights) throws IOException {
    begin(WEIGHTS, trial);
    out.writeUTF(name);
    WeightsBits.write(weights, out);
  }

  /** Writes how a trial ended. */
  public void ended(int trial, TrialRecord ended) throws IOException {
    begin(ENDED, trial);
    EndBits.write(ended, out);
    endedEntries = entries;
  }

  /**
   * Writes the state of the trials in training; no entry may follow.
   *
   * @param trials one, or those of a group in its order
   */
  public void state(List<Integer> trials, StateWriter state) throws IOException {
    int last = trials.size() - 1;
    for (int member : trials.subList(0, last)) {
      begin(MEMBER, member);
    }
    begin(STATE, trials.get(last));
    state.write(out);
    hasState = true;
  }

  /** Completes the file and tells what is in it. */
  public PartSummary finish() throws IOException {
    out.writeByte(END);
    out.writeLong(entries);
    out.writeLong(endedEntries);
    out.writeBoolean(hasState);
    out.flush();
    byte[] digest = digested.getMessageDigest().digest();
    digested.on(false);
    out.write(digest);
    out.close();
    return new PartSummary(HexFormat.of().formatHex(digest), entries, endedEntries, hasState);
  }

  /** Gives the file up; without effect after {@link #finish}. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  private void begin(int kind, int trial) throws IOException {
    out.writeByte(kind);
    out.writeInt(trial);
    entries++;
  }
}
