package org.groksweep.driver.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What was built from some of a cell's values, kept for the cells that have the same ones. Cells
 * come in the order of their axes, so most have the very objects that the one before them had:
 * nothing is looked up for those. One thread at a time.
 *
 * @param <T> what is built
 */
final class Memo<T> {

  private final int[] slots;
  private final Map<List<Object>, Optional<T>> known = new HashMap<>();
  private Object[] lastKey = {};
  private Optional<T> last = Optional.empty();

  /** A memo of what depends on the values of these slots; the negative ones stand for no slot. */
  Memo(FieldGraph graph, IntStream slots) {
    this.slots = slots.filter(graph::varies).distinct().toArray();
  }

  /**
   * What the cell's values give.
   *
   * @param context what else it depends on
   * @param build empty after a problem, which every cell must report anew: that is not kept
   */
  Optional<T> of(Object[] cell, Object context, Supplier<Optional<T>> build) {
    if (last.isPresent() && isLast(cell, context)) {
      return last;
    }
    Object[] key = new Object[slots.length + 1];
    for (int i = 0; i < slots.length; i++) {
      key[i] = cell[slots[i]];
    }
    key[slots.length] = context;
    Optional<T> result = known.get(Arrays.asList(key));
    if (result == null) {
      result = build.get();
      if (result.isPresent()) {
        known.put(Arrays.asList(key), result);
      }
    }
    lastKey = key;
    last = result;
    return result;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is equal, and another one is looked up
  private boolean isLast(Object[] cell, Object context) {
    for (int i = 0; i < slots.length; i++) {
      if (cell[slots[i]] != lastKey[i]) {
        return false;
      }
    }
    return lastKey[slots.length] == context;
  }
}
