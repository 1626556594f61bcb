package org.groksweep.trainer.engine.factored;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Settings;

/** The model {@code matrix-factorization}. */
public final class MatrixFactorizationFamily implements ModelFamily {

  @Override
  public String type() {
    return MatrixFactorization.TYPE;
  }

  @Override
  public List<Key> keys() {
    return FactoredKeys.of("the diagonals of U and V");
  }

  @Override
  public ModelSpec spec(Settings settings) {
    return new MatrixFactorization(settings.number("initScale"), settings.number("initialNoise"));
  }

  @Override
  public long parameters(ModelSpec spec, int features, int outputs) {
    long size = features / 2;
    return 2 * size * size;
  }

  /** Two products of rows, each [features / 2]. */
  @Override
  public Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    List<Integer> shape = List.of(features / 2, features / 2);
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("u", shape);
    shapes.put("v", shape);
    return shapes;
  }

  @Override
  public double forwardFlops(ModelSpec spec, int features, int outputs) {
    return 2.0 * features;
  }
}
