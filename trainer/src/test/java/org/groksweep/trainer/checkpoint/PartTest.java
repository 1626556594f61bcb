package org.groksweep.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.parquet.Provenance;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

  private static final Trial TRIAL = TestSpecs.trial(TestSpecs.SPEC);
  private static final StepMetrics ROW =
      new StepMetrics(
          1,
          2,
          3,
          0.4,
          -0.0,
          OptionalDouble.of(Double.NaN),
          Double.POSITIVE_INFINITY,
          OptionalDouble.of(0.5),
          OptionalDouble.empty(),
          6,
          Double.MIN_VALUE,
          8,
          List.of(1.5, 2.5),
          ProbeValues.of(
                  Column.optional("singular_values", Column.Type.DOUBLE_LIST), List.of(3.0, 1.0))
              .and(ProbeValues.of(Column.optional("balance", Column.Type.DOUBLE), List.of())),
          false);
  private static final TrialRecord ENDED =
      new TrialRecord(
          TRIAL,
          new TrialOutcome(
              EndReason.STOPPED,
              "a reason",
              List.of(new Passage("train", "memorized", 7, 5, true)),
              Optional.of(ROW),
              3,
              1e9,
              0.25,
              "dense",
              Optional.of("a stack of ümlauts".repeat(5000))),
          new Provenance("f", "h", "a", Instant.ofEpochSecond(5, 123_456_789), "{}"));

  @TempDir private Path folder;

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    PartHeader header =
        new PartHeader("key", Optional.of(new PartHeader.Link("000000001-a", "00ff", 4)));
    Path file = folder.resolve("part");
    PartSummary summary = write(file, header);

    assertThat(verify(Files.readAllBytes(file))).isEqualTo(summary);
    assertThat(summary.entries()).isEqualTo(4);
    assertThat(summary.endedEntries()).isEqualTo(2);
    assertThat(summary.hasState()).isTrue();
    List<StepMetrics> rows = new ArrayList<>();
    List<Long> state = new ArrayList<>();
    try (PartReader reader = new PartReader(Files.newInputStream(file), List.of(TRIAL))) {
      assertThat(reader.header()).isEqualTo(header);
      reader.row((trial, row) -> rows.add(row));
      assertThat(reader.atEnded()).isTrue();
      assertThat(reader.ended()).isEqualTo(ENDED);
      reader.row((trial, row) -> rows.add(row));
      assertThat(reader.atState()).isTrue();
      reader.state(in -> state.add(in.readLong()));
      assertThat(reader.atEnd()).isTrue();
    }
    assertThat(rows).containsExactly(ROW, ROW);
    assertThat(state).containsExactly(42L);
  }

  @Test
  void everyFlippedByteAndEveryMissingOneIsFound() throws IOException {
    Path file = folder.resolve("part");
    write(file, new PartHeader("key", Optional.empty()));
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += i < 200 ? 1 : 997) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x40;
      assertThatThrownBy(() -> verify(damaged)).isInstanceOf(IOException.class);
      byte[] cut = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> verify(cut)).isInstanceOf(IOException.class);
    }
  }

  private static PartSummary write(Path file, PartHeader header) throws IOException {
    try (PartWriter writer = new PartWriter(file, header)) {
      writer.row(0, ROW);
      writer.ended(0, ENDED);
      writer.row(0, ROW);
      writer.state(List.of(0), out -> out.writeLong(42));
      return writer.finish();
    }
  }

  private static PartSummary verify(byte[] content) throws IOException {
    return PartReader.verify(new ByteArrayInputStream(content), content.length);
  }
}
