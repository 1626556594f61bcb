package org.groksweep.driver.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.groksweep.driver.config.ConfigProblem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML 1.2 text into {@link ConfigNode}s, keeping every scalar as written: what a scalar
 * means is decided by its key, so that "no" stays a text and 1e-3 is a number.
 *
 * <p>A repeated key is a problem. Aliases are expanded; a file that expands to more than {@value
 * #MOST_NODES} nodes is refused before it fills the memory.
 */
public final class YamlParser {

  private static final int MOST_CHARACTERS = 20_000_000;
  private static final int MOST_NODES = 2_000_000;
  private static final int MOST_ALIASES = 50;

  private final Consumer<ConfigProblem> problems;
  private final String fixedPlace;
  private int nodes;

  private YamlParser(String fixedPlace, Consumer<ConfigProblem> problems) {
    this.fixedPlace = fixedPlace;
    this.problems = problems;
  }

  /** The tree of a file, whose places are lines; empty after a problem that leaves no tree. */
  public static Optional<ConfigNode> parse(String text, Consumer<ConfigProblem> problems) {
    return new YamlParser("", problems).parse(text);
  }

  /** The tree of a text all of whose nodes are at one place, such as an option's value. */
  public static Optional<ConfigNode> parseAt(
      String place, String text, Consumer<ConfigProblem> problems) {
    return new YamlParser(place, problems).parse(text);
  }

  private Optional<ConfigNode> parse(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      List<Node> documents = new ArrayList<>();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
      if (documents.size() > 1) {
        problem(documents.get(1), "file", "must hold one YAML document, not several");
      }
      if (documents.isEmpty()) {
        problems.accept(new ConfigProblem("", "file", "", "is empty", Optional.empty()));
        return Optional.empty();
      }
      return Optional.of(convert(documents.get(0), place(documents.get(0)), ""));
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(this::place).orElse(fixedPlace);
      String rule = "is not YAML: " + oneLine(e.getProblem());
      problems.accept(new ConfigProblem(place, "file", "", rule, Optional.empty()));
    } catch (YamlEngineException e) {
      String rule = "is not YAML: " + oneLine(e.getMessage());
      problems.accept(new ConfigProblem(fixedPlace, "file", "", rule, Optional.empty()));
    } catch (StackOverflowError e) {
      // The library descends by recursion and has no limit to set; nothing is half done here.
      String rule = "is nested too deeply";
      problems.accept(new ConfigProblem(fixedPlace, "file", "", rule, Optional.empty()));
    }
    return Optional.empty();
  }

  private ConfigNode convert(Node node, String place, String path) {
    if (++nodes > MOST_NODES || node.isRecursive()) {
      throw new YamlEngineException("its aliases expand to more than " + MOST_NODES + " nodes");
    }
    if (node instanceof ScalarNode scalar) {
      return new ConfigNode.Scalar(scalar.getValue(), !scalar.isPlain(), place);
    }
    if (node instanceof SequenceNode sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, place(item), path + "." + items.size()));
      }
      return new ConfigNode.Items(items, place);
    }
    return convertFields((MappingNode) node, place, path);
  }

  private ConfigNode convertFields(MappingNode node, String place, String path) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
        problem(entry.getKeyNode(), path.isEmpty() ? "file" : path, "has a key that is no text");
        continue;
      }
      String key = keyNode.getValue();
      String full = path.isEmpty() ? key : path + "." + key;
      ConfigNode value = convert(entry.getValueNode(), place(keyNode), full);
      if (entries.putIfAbsent(key, value) != null) {
        problem(keyNode, full, "stands twice; the first is at " + entries.get(key).place());
      }
    }
    return new ConfigNode.Fields(entries, place);
  }

  private void problem(Node node, String key, String rule) {
    problems.accept(new ConfigProblem(place(node), key, "", rule, Optional.empty()));
  }

  private String place(Node node) {
    return node.getStartMark().map(this::place).orElse(fixedPlace);
  }

  private String place(Mark mark) {
    return fixedPlace.isEmpty() ? "line " + (mark.getLine() + 1) : fixedPlace;
  }

  private static String oneLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
