package org.groksweep.trainer.spec;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one JSON text of a value: no spaces, record components in declared order after their {@link
 * Typed#type()}, map keys sorted, doubles by their shortest decimal. It is the same on every Java
 * version (Double.toString is not), so it can be hashed for ever.
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * The canonical text of records, lists, maps, enums, strings, booleans and numbers.
   *
   * @throws IllegalArgumentException on any other type, null, NaN or an infinity
   */
  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** The shortest decimal that reads back as {@code value}, which must be finite. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no canonical JSON for " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros().toString();
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros().toString();
  }

  private static void append(StringBuilder text, Object value) {
    if (value instanceof Record fields) {
      appendRecord(text, fields);
    } else if (value instanceof List<?> items) {
      appendList(text, items);
    } else if (value instanceof Map<?, ?> entries) {
      appendMap(text, entries);
    } else if (value instanceof Enum<?> constant) {
      appendString(text, constant.name());
    } else if (value instanceof String characters) {
      appendString(text, characters);
    } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      text.append(value);
    } else if (value instanceof Double number) {
      text.append(number(number));
    } else {
      throw new IllegalArgumentException("no canonical JSON for " + value);
    }
  }

  private static void appendRecord(StringBuilder text, Record fields) {
    text.append('{');
    if (fields instanceof Typed typed) {
      appendField(text, "type", CanonicalJson.of(typed.type()));
    }
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      if (component.isAnnotationPresent(NotIdentity.class)) {
        continue;
      }
      String json = CanonicalJson.of(valueOf(component, fields));
      Neutral neutral = component.getAnnotation(Neutral.class);
      if (neutral == null || !neutral.value().equals(json)) {
        appendField(text, component.getName(), json);
      }
    }
    text.append('}');
  }

  private static Object valueOf(RecordComponent component, Record fields) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void appendField(StringBuilder text, String name, String json) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    appendString(text, name);
    text.append(':').append(json);
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

  private static void appendMap(StringBuilder text, Map<?, ?> entries) {
    Map<String, Object> sorted = new TreeMap<>();
    entries.forEach((key, item) -> sorted.put(key.toString(), item));
    text.append('{');
    sorted.forEach((key, item) -> appendField(text, key, CanonicalJson.of(item)));
    text.append('}');
  }

  private static void appendString(StringBuilder text, String characters) {
    text.append('"');
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
