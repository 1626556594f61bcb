package org.groksweep.trainer.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialsWriterTest {

  @TempDir private Path folder;

  @Test
  void everyValueIsReadBack() throws IOException {
    List<Passage> passages =
        List.of(
            new Passage("train", "memorized", 40, 38, false),
            new Passage("train", "generalized", 200, 200, true));

    Group row = roundTrip(outcome(passages, Optional.of(Fixtures.row(200)), Optional.empty()));

    assertThat(row.getString("bundle_id", 0)).isEqualTo("b1");
    assertThat(row.getString("digest", 0)).isEqualTo("d1");
    assertThat(row.getString("status", 0)).isEqualTo("COMPLETED");
    assertThat(row.getLong("end_step", 0)).isEqualTo(200);
    assertThat(row.getLong("max_steps", 0)).isEqualTo(200);
    assertThat(row.getLong("metric_rows", 0)).isEqualTo(42);
    assertThat(row.getInteger("train_examples", 0)).as("of the first phase").isEqualTo(500);
    assertThat(row.getDouble("final_weight_norm", 0)).isEqualTo(2);
    assertThat(row.getFieldRepetitionCount("error")).isZero();
    // 2026-01-02T03:04:05.000006Z in microseconds since 1970.
    assertThat(row.getLong("started_at", 0)).isEqualTo(1767323045000006L);
    assertThat(row.getString("spec", 0)).startsWith("{\"task\":{\"type\":\"none\"}");
    Group second = row.getGroup("passages", 0).getGroup("list", 1).getGroup("element", 0);
    assertThat(second.getString("rule", 0)).isEqualTo("generalized");
    assertThat(second.getLong("lower_step", 0)).isEqualTo(200);
    assertThat(second.getBoolean("censored", 0)).isTrue();
  }

  @Test
  void aTrialThatCrashedBeforeItsFirstRowHasNoFinalNumbers() throws IOException {
    Group row = roundTrip(outcome(List.of(), Optional.empty(), Optional.of("stack")));

    assertThat(row.getString("error", 0)).isEqualTo("stack");
    assertThat(row.getFieldRepetitionCount("final_train_loss")).isZero();
    assertThat(row.getFieldRepetitionCount("final_layer_weight_norms")).isZero();
    assertThat(row.getGroup("passages", 0).getFieldRepetitionCount("list")).isZero();
  }

  private Group roundTrip(TrialOutcome outcome) throws IOException {
    Path file = folder.resolve("t.parquet");
    try (TrialsWriter writer =
        new TrialsWriter(file, "s1", "b1", "d1", SweepColumns.NONE, Map.of("k", "v"))) {
      writer.write(
          new TrialRecord(
              Fixtures.trial(1, List.of()),
              outcome,
              new Provenance(
                  "dense-1", "host", "a1", Instant.parse("2026-01-02T03:04:05.000006Z"), "{}")),
          42);
      writer.finish();
    }
    return Fixtures.read(file).get(0);
  }

  private static TrialOutcome outcome(
      List<Passage> passages, Optional<StepMetrics> last, Optional<String> error) {
    EndReason status = error.isPresent() ? EndReason.CRASHED : EndReason.COMPLETED;
    return new TrialOutcome(status, "reason", passages, last, 200, 1e6, 0.5, "dense", error);
  }
}
