package org.groksweep.trainer.parquet;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.StepMetrics;

/** Fills the columns of what a step measured. */
final class MeasuredCells {

  private static final List<String> NUMBERS =
      List.of(
          "train_loss",
          "test_loss",
          "objective",
          "train_accuracy",
          "test_accuracy",
          "weight_norm",
          "gradient_norm",
          "logit_norm");

  private final int[] numbers;
  private final int layerWeightNorms;
  private final List<Column> probes;
  private final int[] probePlaces;

  /**
   * @param prefix of the columns' names, such as "final_"
   * @param probes the sweep's columns of probes
   */
  MeasuredCells(TableSchema schema, String prefix, List<Column> probes) {
    this.probes = List.copyOf(probes);
    probePlaces = probes.stream().mapToInt(probe -> schema.place(prefix + probe.name())).toArray();
    numbers = NUMBERS.stream().mapToInt(name -> schema.place(prefix + name)).toArray();
    layerWeightNorms = schema.place(prefix + "layer_weight_norms");
  }

  /** Sets the cells; all of them NULL without metrics. */
  void fill(Row row, Optional<StepMetrics> metrics) {
    for (int i = 0; i < numbers.length; i++) {
      fillNumber(row, numbers[i], NUMBERS.get(i), metrics);
    }
    if (metrics.isPresent() && !metrics.get().layerWeightNorms().isEmpty()) {
      row.setList(layerWeightNorms, metrics.get().layerWeightNorms());
    } else {
      row.setNull(layerWeightNorms);
    }
    for (int i = 0; i < probePlaces.length; i++) {
      fillProbe(row, i, metrics);
    }
  }

  private void fillProbe(Row row, int index, Optional<StepMetrics> metrics) {
    List<Double> numbers =
        metrics.isPresent()
            ? metrics.get().probes().byColumn().getOrDefault(probes.get(index), List.of())
            : List.of();
    if (numbers.isEmpty()) {
      row.setNull(probePlaces[index]);
    } else if (probes.get(index).type() == Column.Type.DOUBLE_LIST) {
      row.setList(probePlaces[index], numbers);
    } else {
      row.setDouble(probePlaces[index], numbers.get(0));
    }
  }

  private static void fillNumber(Row row, int place, String name, Optional<StepMetrics> metrics) {
    OptionalDouble value = metrics.isPresent() ? metrics.get().value(name) : OptionalDouble.empty();
    if (value.isPresent()) {
      row.setDouble(place, value.getAsDouble());
    } else {
      row.setNull(place);
    }
  }
}
