package org.groksweep.trainer.parquet;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /**
   * @param prefix of the columns' names, such as "final_"
   */
  MeasuredCells(TableSchema schema, String prefix) {
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
