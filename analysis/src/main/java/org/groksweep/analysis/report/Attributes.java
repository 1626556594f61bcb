package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of Plotly's vocabulary: names with texts, numbers, flags, lists and further objects. A
 * text that Plotly shows goes through {@link #shown}, since Plotly reads tags in it.
 */
public final class Attributes {

  private final Map<String, Object> entries = new LinkedHashMap<>();

  private Attributes() {}

  /** None yet. */
  public static Attributes none() {
    return new Attributes();
  }

  /** A chart's series of the kind that Plotly calls so. */
  public static Attributes trace(String type) {
    return none().with("type", type);
  }

  /**
   * Adds an entry.
   *
   * @param value a Number, String, Boolean, Attributes, List of these, or null
   */
  public Attributes with(String name, Object value) {
    entries.put(name, value);
    return this;
  }

  /** Adds an array of numbers, texts or nulls. */
  public Attributes values(String name, Object... values) {
    return with(name, Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
  }

  Map<String, Object> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** A text as Plotly shows it unchanged: it would take tags for markup. */
  public static String shown(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The list's items, for {@link #with}. */
  public static List<Object> list(List<?> items) {
    return Collections.unmodifiableList(new ArrayList<>(items));
  }
}
