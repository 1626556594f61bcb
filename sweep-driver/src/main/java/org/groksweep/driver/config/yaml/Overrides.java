package org.groksweep.driver.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.groksweep.driver.config.ConfigProblem;

/** Options of the form {@code --set path=value}, laid over the tree of a file. */
public final class Overrides {

  private static final String AXES = "axes.";

  private Overrides() {}

  /**
   * The tree with every override in it, the last of one path winning.
   *
   * @param sets texts "path=value"; the value is YAML, so lists and blocks in braces are allowed
   * @param fullPath turns the short name of a key into its path
   */
  public static ConfigNode.Fields apply(
      ConfigNode.Fields root,
      List<String> sets,
      UnaryOperator<String> fullPath,
      Consumer<ConfigProblem> problems) {
    ConfigNode.Fields result = root;
    for (String set : sets) {
      String place = "--set " + set;
      int equals = set.indexOf('=');
      if (equals < 1) {
        problems.accept(
            new ConfigProblem(place, "--set", set, "must be path=value", Optional.empty()));
        continue;
      }
      List<String> path = path(set.substring(0, equals).strip(), fullPath);
      Optional<ConfigNode> value = YamlParser.parseAt(place, set.substring(equals + 1), problems);
      if (value.isPresent()) {
        result = with(result, path, value.get());
      }
    }
    return result;
  }

  // What stands under axes is named by whole paths.
  private static List<String> path(String name, UnaryOperator<String> fullPath) {
    return name.startsWith(AXES)
        ? List.of(AXES.substring(0, AXES.length() - 1), name.substring(AXES.length()))
        : List.of(fullPath.apply(name).split("\\.", -1));
  }

  private static ConfigNode.Fields with(
      ConfigNode.Fields fields, List<String> path, ConfigNode value) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>(fields.entries());
    String key = path.get(0);
    if (path.size() == 1) {
      entries.put(key, value);
      return new ConfigNode.Fields(entries, fields.place());
    }
    ConfigNode old = entries.get(key);
    ConfigNode.Fields inner =
        old instanceof ConfigNode.Fields block
            ? block
            : new ConfigNode.Fields(Map.of(), value.place());
    entries.put(key, with(inner, path.subList(1, path.size()), value));
    return new ConfigNode.Fields(entries, fields.place());
  }
}
