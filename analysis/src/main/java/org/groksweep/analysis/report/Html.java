package org.groksweep.analysis.report;

import java.util.List;
import java.util.Map;

/** HTML text; what a user wrote goes through {@link #escaped}. */
final class Html {

  private final StringBuilder text = new StringBuilder();

  /** A user's text where it cannot become markup, in an element or an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Adds markup with texts in its {@code %s} places, which are escaped. */
  Html add(String markup, Object... texts) {
    Object[] escaped = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      escaped[i] = escaped(String.valueOf(texts[i]));
    }
    text.append(markup.formatted(escaped)).append('\n');
    return this;
  }

  /** Adds other markup as it is. */
  Html add(Html other) {
    text.append(other.text);
    return this;
  }

  /** A list of names with what they are. */
  Html facts(Map<String, String> facts) {
    add("<dl class=\"facts\">");
    facts.forEach((name, fact) -> add("<dt>%s</dt><dd>%s</dd>", name, fact));
    return add("</dl>");
  }

  /** The queries that something was made from, folded. */
  Html sources(List<Source> sources) {
    add("<details><summary>Drawn from: %s</summary>", tablesOf(sources));
    for (Source source : sources) {
      add("<p>%s:</p><pre><code>%s</code></pre>", source.what(), source.sql());
    }
    return add("</details>");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String tablesOf(List<Source> sources) {
    List<String> tables =
        ReportTables.NAMES.stream()
            .filter(
                table ->
                    sources.stream()
                        .anyMatch(
                            source ->
                                source.sql().matches("(?s).*\\b(FROM|JOIN) " + table + "\\b.*")))
            .toList();
    return tables.size() == 1 ? "table " + tables.get(0) : "tables " + String.join(", ", tables);
  }
}
