package org.groksweep.driver.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a config file; its place is that of its key: "line 7" or "--set l2=0". */
public sealed interface ConfigNode {

  String place();

  /** What it is, in words for messages. */
  String kind();

  /**
   * A number, flag or text as it was written.
   *
   * @param quoted whether it stood in quotes, which make it a text whatever it looks like
   */
  record Scalar(String text, boolean quoted, String place) implements ConfigNode {

    public boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list. */
  record Items(List<ConfigNode> nodes, String place) implements ConfigNode {

    public Items {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and their values, in the file's order. */
  record Fields(Map<String, ConfigNode> entries, String place) implements ConfigNode {

    public Fields {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a block of keys";
    }
  }
}
