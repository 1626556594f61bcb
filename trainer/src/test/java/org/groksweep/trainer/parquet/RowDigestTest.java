package org.groksweep.trainer.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowDigestTest {

  private static final Column WIDTH = MetricColumns.ofAxis("model.width", Column.Type.LONG);

  @TempDir private Path folder;
  private int files;

  @Test
  void theSameRowsHaveTheSameDigest() throws IOException {
    assertThat(digest(List.of(), Fixtures.row(1), Fixtures.row(2)))
        .hasSize(32)
        .isEqualTo(digest(List.of(), Fixtures.row(1), Fixtures.row(2)));
  }

  @Test
  void oneBitChangesIt() throws IOException {
    StepMetrics row = Fixtures.row(0, 1, 0.5, OptionalDouble.empty());
    StepMetrics next = Fixtures.row(0, 1, Math.nextUp(0.5), OptionalDouble.empty());

    assertThat(digest(List.of(), row)).isNotEqualTo(digest(List.of(), next));
  }

  @Test
  void theOrderOfRowsChangesIt() throws IOException {
    StepMetrics first = Fixtures.row(0, 1, 0.5, OptionalDouble.empty());
    StepMetrics second = Fixtures.row(0, 1, 0.25, OptionalDouble.empty());

    assertThat(digest(List.of(), first, second)).isNotEqualTo(digest(List.of(), second, first));
  }

  @Test
  void anAbsentValueIsNotAZero() throws IOException {
    StepMetrics absent = Fixtures.row(0, 1, 0.5, OptionalDouble.empty());
    StepMetrics zero = Fixtures.row(0, 1, 0.5, OptionalDouble.of(0));

    assertThat(digest(List.of(), absent)).isNotEqualTo(digest(List.of(), zero));
  }

  @Test
  void anAxisThatTheTrialLacksDoesNotChangeIt() throws IOException {
    assertThat(digest(List.of(WIDTH), Fixtures.row(1)))
        .isEqualTo(digest(List.of(), Fixtures.row(1)));
  }

  @Test
  void anAxisThatTheTrialHasChangesIt() throws IOException {
    Trial trial = Fixtures.trial(1, List.of(new AxisValue("model.width", 10L)));

    assertThat(digest(trial, List.of(WIDTH), Fixtures.row(1)))
        .isNotEqualTo(digest(List.of(), Fixtures.row(1)));
  }

  @Test
  void allNaNsAreOne() throws IOException {
    double other = Double.longBitsToDouble(0x7ff8000000000001L);

    assertThat(digest(List.of(), Fixtures.row(0, 1, Double.NaN, OptionalDouble.empty())))
        .isEqualTo(digest(List.of(), Fixtures.row(0, 1, other, OptionalDouble.empty())));
  }

  private String digest(List<Column> axes, StepMetrics... rows) throws IOException {
    return digest(Fixtures.trial(1, List.of()), axes, rows);
  }

  private String digest(Trial trial, List<Column> axes, StepMetrics... rows) throws IOException {
    Path file = folder.resolve(files++ + ".parquet");
    try (MetricsWriter writer =
        new MetricsWriter(file, "s1", SweepColumns.ofAxes(axes), Map.of())) {
      for (StepMetrics row : rows) {
        writer.accept(trial, row);
      }
      return writer.finish();
    }
  }
}
