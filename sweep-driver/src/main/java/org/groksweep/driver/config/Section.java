package org.groksweep.driver.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.groksweep.driver.config.FieldGraph.NoValue;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Settings;

/**
 * The keys of one part of a spec, and the parts that were built from their values.
 *
 * @param <T> the part
 */
final class Section<T> {

  private final List<String> names;
  private final List<Boolean> optional;
  private final int[] slots;
  private final Memo<T> parts;

  /**
   * A section.
   *
   * @param prefix of the keys' paths, which their names in the part's settings lack
   * @param others slots of further values that decide whether the part is right
   */
  Section(FieldGraph graph, String prefix, List<Key> keys, IntStream others) {
    this.names = keys.stream().map(key -> key.path().substring(prefix.length())).toList();
    this.optional = keys.stream().map(Key::isOptional).toList();
    this.slots = keys.stream().mapToInt(key -> graph.slot(key.path())).toArray();
    this.parts = new Memo<>(graph, IntStream.concat(Arrays.stream(slots), others));
  }

  /**
   * The part of a cell.
   *
   * @param build from the section's values, in the order of its keys; empty after a problem
   */
  Optional<T> of(Object[] cell, Object context, Function<List<Object>, Optional<T>> build) {
    return parts.of(cell, context, () -> build.apply(values(cell)));
  }

  /** Whether a value that must be there is not, or any was refused. */
  boolean lacks(List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      boolean absent = values.get(i) == NoValue.ABSENT && !optional.get(i);
      if (absent || values.get(i) == NoValue.WRONG) {
        return true;
      }
    }
    return false;
  }

  /** The given ones of a section's values, by name. */
  Settings named(List<Object> values) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != NoValue.ABSENT) {
        named.put(names.get(i), values.get(i));
      }
    }
    return new Settings(named);
  }

  private List<Object> values(Object[] cell) {
    return Arrays.stream(slots).mapToObj(slot -> slot < 0 ? NoValue.ABSENT : cell[slot]).toList();
  }
}
