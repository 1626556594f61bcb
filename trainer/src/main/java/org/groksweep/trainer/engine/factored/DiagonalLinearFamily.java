package org.groksweep.trainer.engine.factored;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Settings;

/** The model {@code diagonal}. */
public final class DiagonalLinearFamily implements ModelFamily {

  @Override
  public String type() {
    return DiagonalLinear.TYPE;
  }

  @Override
  public List<Key> keys() {
    return FactoredKeys.of("every uₖ and vₖ");
  }

  @Override
  public ModelSpec spec(Settings settings) {
    return new DiagonalLinear(settings.number("initScale"), settings.number("initialNoise"));
  }

  @Override
  public long parameters(ModelSpec spec, int features, int outputs) {
    return 2L * features;
  }

  @Override
  public Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    List<Integer> shape = List.of(features);
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
