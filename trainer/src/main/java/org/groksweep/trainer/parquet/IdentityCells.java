package org.groksweep.trainer.parquet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Trial;

/** Fills the columns that both tables begin with: names, seed and axis values of a trial. */
final class IdentityCells {

  private static final List<String> COMMON =
      List.of(
          "sweep_id",
          "trial_id",
          "cell_id",
          "seed",
          "depth",
          "data_fraction",
          "weight_decay",
          "l2",
          "init_scale",
          "train_examples");

  private final TableSchema schema;
  private final String sweepId;
  private final List<Column> axes;

  /**
   * @param axes the sweep's axis columns that are not among the common ones
   */
  IdentityCells(TableSchema schema, String sweepId, List<Column> axes) {
    this.schema = schema;
    this.sweepId = sweepId;
    this.axes = List.copyOf(axes);
  }

  /** The columns that are filled here. */
  static Set<String> names(List<Column> axes) {
    return Stream.concat(COMMON.stream(), axes.stream().map(Column::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Sets the cells of a trial that stands in {@code phase}. */
  void fill(Row row, Trial trial, Phase phase) {
    row.setText(schema.place("sweep_id"), sweepId);
    row.setText(schema.place("trial_id"), trial.id().value());
    row.setText(schema.place("cell_id"), trial.cellId());
    row.setLong(schema.place("seed"), trial.spec().seeds().seed());
    row.setLong(schema.place("depth"), trial.spec().model().depth());
    row.setDouble(schema.place("data_fraction"), phase.dataFraction());
    row.setDouble(schema.place("weight_decay"), phase.weightDecay());
    row.setDouble(schema.place("l2"), phase.l2());
    row.setDouble(schema.place("init_scale"), trial.spec().model().initScale());
    row.setLong(schema.place("train_examples"), phase.trainExamples());
    for (Column axis : axes) {
      fillAxis(row, axis, valueOn(axis, trial));
    }
  }

  private void fillAxis(Row row, Column axis, Optional<Object> value) {
    int place = schema.place(axis.name());
    if (value.isEmpty()) {
      row.setNull(place);
      return;
    }
    switch (axis.type()) {
      case LONG, INT -> row.setLong(place, ((Number) value.get()).longValue());
      case DOUBLE -> row.setDouble(place, ((Number) value.get()).doubleValue());
      case BOOLEAN -> row.setBoolean(place, (Boolean) value.get());
      case STRING -> row.setText(place, value.get().toString());
      default -> throw new IllegalStateException("no axis has the type " + axis.type());
    }
  }

  private static Optional<Object> valueOn(Column axis, Trial trial) {
    return trial.axes().stream()
        .filter(value -> MetricColumns.ofAxis(value.path(), axis.type()).name().equals(axis.name()))
        .map(AxisValue::value)
        .findFirst();
  }
}
