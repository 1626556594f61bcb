package org.groksweep.analysis.report;

import java.util.List;
import java.util.Map;

/**
 * JSON inside a script element: no character in it can end the element or begin a comment, whatever
 * a user's texts hold.
 */
final class PageJson {

  private PageJson() {}

  /**
   * The text of attributes, maps, lists, texts, numbers, flags and null; a number that is not
   * finite is null.
   */
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    if (value instanceof Attributes attributes) {
      appendMap(text, attributes.entries());
    } else if (value instanceof Map<?, ?> entries) {
      appendMap(text, entries);
    } else if (value instanceof List<?> items) {
      appendList(text, items);
    } else if (value instanceof String characters) {
      appendString(text, characters);
    } else if (value instanceof Double number) {
      text.append(number(number));
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      return "null";
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    // Seven digits: more than a screen shows, at half the bytes.
    float rounded = (float) number;
    return rounded == 0 || Float.isInfinite(rounded)
        ? Double.toString(number)
        : Float.toString(rounded);
  }

  private static void appendMap(StringBuilder text, Map<?, ?> entries) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      text.append(separator);
      appendString(text, entry.getKey().toString());
      text.append(':');
      append(text, entry.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private static void appendList(StringBuilder text, List<?> items) {
    text.append('[');
    String separator = "";
    for (Object item : items) {
      text.append(separator);
      append(text, item);
      separator = ",";
    }
    text.append(']');
  }

  private static void appendString(StringBuilder text, String characters) {
    text.append('"');
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || "<>&\u2028\u2029".indexOf(c) >= 0 || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
