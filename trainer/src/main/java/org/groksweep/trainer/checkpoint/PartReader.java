package org.groksweep.trainer.checkpoint;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.groksweep.trainer.engine.WeightsBits;
import org.groksweep.trainer.loop.Checkpoints.StateReader;
import org.groksweep.trainer.loop.WeightsSink;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.RowBits;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;

/** Reads one part, entry by entry. */
public final class PartReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final List<Trial> trials;
  private final DataInputStream in;
  private final PartHeader header;
  private int kind;
  private int trial;

  /**
   * Opens a part, at its first entry.
   *
   * @param trials of the bundle, in order
   * @throws IOException if it is no part of this format
   */
  public PartReader(InputStream stream, List<Trial> trials) throws IOException {
    this.trials = trials;
    this.in = new DataInputStream(new BufferedInputStream(stream, BUFFER_BYTES));
    this.header = PartHeader.read(in);
    next();
  }

  /**
   * What is in a part, once its content is found to have its digest.
   *
   * @param bytes the file's length
   * @throws IOException if the part is damaged or not whole
   */
  public static PartSummary verify(InputStream stream, long bytes) throws IOException {
    long content = bytes - Digests.BYTES;
    if (content < PartWriter.END_BYTES) {
      throw new IOException(bytes + " bytes are no checkpoint");
    }
    DigestInputStream digested = new DigestInputStream(stream, Digests.sha256());
    byte[] block = new byte[BUFFER_BYTES];
    for (long left = content - PartWriter.END_BYTES; left > 0; ) {
      int read = digested.read(block, 0, (int) Math.min(block.length, left));
      if (read < 0) {
        throw new IOException("it ends " + left + " bytes early");
      }
      left -= read;
    }
    byte[] end = digested.readNBytes(PartWriter.END_BYTES);
    byte[] found = digested.getMessageDigest().digest();
    digested.on(false);
    if (!Arrays.equals(found, digested.readNBytes(Digests.BYTES))) {
      throw new IOException("its content does not have its digest");
    }
    ByteBuffer counts = ByteBuffer.wrap(end, 1, end.length - 1);
    return new PartSummary(
        HexFormat.of().formatHex(found), counts.getLong(), counts.getLong(), counts.get() != 0);
  }

  public PartHeader header() {
    return header;
  }

  /** Whether the next entry is a row. */
  public boolean atRow() {
    return kind == PartWriter.ROW;
  }

  /** Whether the next entry is weights. */
  public boolean atWeights() {
    return kind == PartWriter.WEIGHTS;
  }

  /** Whether the next entry is a trial's end. */
  public boolean atEnded() {
    return kind == PartWriter.ENDED;
  }

  /** Whether the next entry is a trial of the group whose state follows, but for its last trial. */
  public boolean atMember() {
    return kind == PartWriter.MEMBER;
  }

  /** Whether the next entry is a state. */
  public boolean atState() {
    return kind == PartWriter.STATE;
  }

  /** Whether there is no further entry. */
  public boolean atEnd() {
    return kind == PartWriter.END;
  }

  /** Hands on the row that is next. */
  public void row(MetricSink sink) throws IOException {
    sink.accept(trial(), RowBits.read(in));
    next();
  }

  /** Hands on the weights that are next. */
  public void weights(WeightsSink sink) throws IOException {
    sink.save(trial(), in.readUTF(), WeightsBits.read(in));
    next();
  }

  /** The trial's end that is next. */
  public TrialRecord ended() throws IOException {
    TrialRecord ended = EndBits.read(trial(), in);
    next();
    return ended;
  }

  /** Passes over the member that is next; returns its trial. */
  public Trial member() throws IOException {
    Trial member = trial();
    next();
    return member;
  }

  /** The trial of the state that is next, or the last of its group. */
  public Trial ofState() throws IOException {
    return trial();
  }

  /** Hands on the state that is next, the part's last entry. */
  public void state(StateReader reader) throws IOException {
    reader.read(in);
    next();
    if (!atEnd()) {
      throw new IOException("a state was not read to its end");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Trial trial() throws IOException {
    if (trial < 0 || trial >= trials.size()) {
      throw new IOException("trial " + trial + " is none of the bundle's " + trials.size());
    }
    return trials.get(trial);
  }

  private void next() throws IOException {
    kind = in.readByte();
    if (kind != PartWriter.END) {
      trial = in.readInt();
    }
  }
}
