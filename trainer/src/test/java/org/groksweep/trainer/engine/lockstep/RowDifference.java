package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.Measurement;

/** How far apart two engines' rows are. */
final class RowDifference {

  private RowDifference() {}

  /** The largest relative difference of two rows' numbers; infinite where one has more of them. */
  static double worst(Measurement one, Measurement other) {
    List<Double> ones = numbers(one);
    List<Double> others = numbers(other);
    double worst = ones.size() == others.size() ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
      worst = Math.max(worst, relative(ones.get(i), others.get(i)));
    }
    return worst;
  }

  private static List<Double> numbers(Measurement row) {
    List<Double> numbers =
        new ArrayList<>(
            List.of(
                row.trainLoss(),
                row.objective(),
                row.weightNorm(),
                row.gradientNorm(),
                row.logitNorm()));
    row.testLoss().ifPresent(numbers::add);
    row.trainAccuracy().ifPresent(numbers::add);
    row.testAccuracy().ifPresent(numbers::add);
    numbers.addAll(row.layerWeightNorms());
    return numbers;
  }

  private static double relative(double one, double other) {
    double size = Math.max(Math.abs(one), Math.abs(other));
    return size == 0 ? 0 : Math.abs(one - other) / size;
  }
}
