package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.formula.Formula;

/** Finds the fields that the names in an expression mean. */
final class NameResolver {

  private final SweepConfig config;
  private final KeyTable table;
  private final Map<String, Integer> slots;
  private final Problems problems;

  /**
   * A resolver.
   *
   * @param slots path of a field to its slot
   */
  NameResolver(SweepConfig config, KeyTable table, Map<String, Integer> slots, Problems problems) {
    this.config = config;
    this.table = table;
    this.slots = slots;
    this.problems = problems;
  }

  /** The slots of a formula's names; empty, with a problem, where one means nothing or two. */
  Optional<List<Integer>> inputs(String path, String place, Formula formula) {
    List<Integer> inputs = new ArrayList<>();
    for (String name : formula.names()) {
      List<String> meanings = meanings(path, name);
      if (meanings.size() == 1 && isGiven(meanings.get(0))) {
        inputs.add(slots.get(meanings.get(0)));
        continue;
      }
      if (meanings.size() > 1) {
        String rule = "uses " + name + ", which may be " + String.join(" or ", meanings);
        problems.add(place, path, formula.toString(), rule);
      } else {
        String rule = "uses " + name + ", which is no key or constant with a value here";
        problems.add(place, path, formula.toString(), rule, DidYouMean.hint(name, usableNames()));
      }
      return Optional.empty();
    }
    return Optional.of(inputs);
  }

  private List<String> usableNames() {
    return slots.keySet().stream()
        .filter(this::isGiven)
        .map(path -> path.substring(path.lastIndexOf('.') + 1))
        .distinct()
        .toList();
  }

  private boolean isGiven(String path) {
    return slots.containsKey(path)
        && (config.fields().containsKey(path)
            || config.places().containsKey(path)
            || path.startsWith("phases."));
  }

  // In a phase a short name is the phase's own key, but for the key that is being defined.
  private List<String> meanings(String path, String name) {
    List<String> meanings = new ArrayList<>(table.meanings(name));
    String constant = "constants." + name;
    if (slots.containsKey(constant)) {
      meanings.add(constant);
    }
    if (path.startsWith("phases.") && meanings.size() == 1 && !name.contains(".")) {
      String own = KeyTable.inPhase(path.split("\\.")[1], meanings.get(0));
      return slots.containsKey(own) && !own.equals(path) ? List.of(own) : meanings;
    }
    return meanings;
  }
}
