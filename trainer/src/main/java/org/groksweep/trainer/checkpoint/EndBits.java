package org.groksweep.trainer.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.RowBits;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.parquet.Provenance;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;

/** How a trial ended and where it was trained, in exact bits. */
final class EndBits {

  private EndBits() {}

  static void write(TrialRecord ended, DataOutput out) throws IOException {
    TrialOutcome outcome = ended.outcome();
    writeText(outcome.status().name(), out);
    writeText(outcome.reason(), out);
    out.writeInt(outcome.passages().size());
    for (Passage passage : outcome.passages()) {
      writeText(passage.phase(), out);
      writeText(passage.rule(), out);
      out.writeLong(passage.step());
      out.writeLong(passage.lowerStep());
      out.writeBoolean(passage.censored());
    }
    out.writeBoolean(outcome.last().isPresent());
    if (outcome.last().isPresent()) {
      RowBits.write(outcome.last().get(), out);
    }
    out.writeLong(outcome.steps());
    out.writeDouble(outcome.flops());
    out.writeDouble(outcome.wallSeconds());
    writeText(outcome.engine(), out);
    out.writeBoolean(outcome.error().isPresent());
    if (outcome.error().isPresent()) {
      writeText(outcome.error().get(), out);
    }
    writeProvenance(ended.provenance(), out);
  }

  static TrialRecord read(Trial trial, DataInput in) throws IOException {
    TrialOutcome outcome =
        new TrialOutcome(
            EndReason.valueOf(readText(in)),
            readText(in),
            readPassages(in),
            in.readBoolean() ? Optional.of(RowBits.read(in)) : Optional.<StepMetrics>empty(),
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            readText(in),
            in.readBoolean() ? Optional.of(readText(in)) : Optional.<String>empty());
    return new TrialRecord(trial, outcome, readProvenance(in));
  }

  private static List<Passage> readPassages(DataInput in) throws IOException {
    int size = in.readInt();
    List<Passage> passages = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      passages.add(
          new Passage(readText(in), readText(in), in.readLong(), in.readLong(), in.readBoolean()));
    }
    return passages;
  }

  private static void writeProvenance(Provenance provenance, DataOutput out) throws IOException {
    writeText(provenance.numericsFingerprint(), out);
    writeText(provenance.host(), out);
    writeText(provenance.attempt(), out);
    writeText(provenance.startedAt().toString(), out);
    writeText(provenance.versions(), out);
  }

  private static Provenance readProvenance(DataInput in) throws IOException {
    return new Provenance(
        readText(in), readText(in), readText(in), Instant.parse(readText(in)), readText(in));
  }

  // Not writeUTF: a stack trace may be longer than its 64 KiB.
  static void writeText(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
