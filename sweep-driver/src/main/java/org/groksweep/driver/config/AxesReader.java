package org.groksweep.driver.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Kind;
import org.groksweep.trainer.spec.Key.Range;

/** Reads an axis's values: a list, an integer range, or evenly spaced numbers. */
final class AxesReader {

  static final long MOST_VALUES = 1_000_000;

  private static final Range COUNT = new Range(1, true, MOST_VALUES, true);
  private static final List<String> SCALES = List.of("linear", "log");
  // What survives differing logarithms and reads well; a double has 16 to 17.
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private final Problems problems;
  private final ScalarReader scalars;

  AxesReader(Problems problems) {
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  /** The values, distinct and at least one; empty after a problem. */
  List<Object> values(Key key, ConfigNode node) {
    if (node instanceof Items items) {
      return list(key, items);
    }
    if (node instanceof Fields range) {
      return range(key, range);
    }
    problems.add(
        node.place(),
        key.path(),
        ((Scalar) node).text(),
        "is not an axis; write a list such as [1, 2] or {from: 1, to: 2, count: 2}");
    return List.of();
  }

  private List<Object> list(Key key, Items items) {
    if (items.nodes().isEmpty()) {
      problems.add(items.place(), key.path(), "[]", "must have at least one value");
    }
    Map<Object, String> values = new LinkedHashMap<>();
    for (ConfigNode item : items.nodes()) {
      String written = item instanceof Scalar scalar ? scalar.text() : "";
      Optional<Object> value = scalars.value(key, item);
      if (value.isEmpty()) {
        continue;
      }
      String first = values.putIfAbsent(value.get(), written);
      if (first != null) {
        String rule = "lists one value twice, as " + first + " and " + written;
        problems.add(item.place(), key.path(), "", rule);
      }
    }
    return List.copyOf(values.keySet());
  }

  private List<Object> range(Key key, Fields range) {
    if (key.kind() != Kind.NUMBER && key.kind() != Kind.INTEGER) {
      problems.add(range.place(), key.path(), "", "has no range of values; write them as a list");
      return List.of();
    }
    Map<String, Key> keys = rangeKeys(key);
    Map<String, Object> given = new LinkedHashMap<>();
    range
        .entries()
        .forEach(
            (name, node) -> {
              Key part = keys.get(name);
              if (part == null) {
                String path = key.path() + "." + name;
                problems.add(
                    node.place(), path, "", "is unknown", DidYouMean.hint(name, keys.keySet()));
                return;
              }
              scalars.value(part, node).ifPresent(value -> given.put(name, value));
            });
    boolean complete = range.entries().keySet().equals(given.keySet());
    for (String end : List.of("from", "to")) {
      if (!range.entries().containsKey(end)) {
        complete = false;
        problems.add(range.place(), key.path() + "." + end, "", "is missing");
      }
    }
    return complete ? spaced(key, range, given) : List.of();
  }

  private static Map<String, Key> rangeKeys(Key key) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (String end : List.of("from", "to")) {
      keys.put(
          end,
          new Key(
              key.path() + "." + end,
              key.kind(),
              Optional.empty(),
              Optional.empty(),
              key.range(),
              List.of(),
              key.unit(),
              "An end of the range, included."));
    }
    keys.put("count", Key.integer(key.path() + ".count", COUNT, "values", "Number of values."));
    keys.put("scale", Key.choice(key.path() + ".scale", SCALES, "What is evenly spaced."));
    return keys;
  }

  private List<Object> spaced(Key key, Fields range, Map<String, Object> given) {
    BigDecimal from = new BigDecimal(NumberText.of(given.get("from")));
    BigDecimal to = new BigDecimal(NumberText.of(given.get("to")));
    boolean log = given.getOrDefault("scale", "linear").equals("log");
    if (log && (from.signum() <= 0 || to.signum() <= 0)) {
      return refuse(range, key, "must have ends above 0 on a log scale");
    }
    if (!given.containsKey("count") && (key.kind() != Kind.INTEGER || log)) {
      return refuse(range, key, "needs a count; without one a range is of integers");
    }
    double span = to.subtract(from).abs().doubleValue() + 1;
    if (!given.containsKey("count") && span > MOST_VALUES) {
      return refuse(range, key, "has %.0f values; the limit is %d".formatted(span, MOST_VALUES));
    }
    long count = given.containsKey("count") ? (Long) given.get("count") : (long) span;
    if (count > 1 == (from.compareTo(to) == 0)) {
      return refuse(range, key, "must have one value exactly where from equals to");
    }
    List<Object> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Object value = typed(key, point(from, to, count == 1 ? 0 : i, Math.max(1, count - 1), log));
      if (!values.isEmpty() && values.get(values.size() - 1).equals(value)) {
        return refuse(range, key, "has fewer than " + count + " integers; " + value + " repeats");
      }
      values.add(value);
    }
    return values;
  }

  private static BigDecimal point(BigDecimal from, BigDecimal to, long i, long last, boolean log) {
    if (i == 0 || i == last) {
      return i == 0 ? from : to;
    }
    if (log) {
      double start = from.doubleValue();
      double step = (StrictMath.log(to.doubleValue()) - StrictMath.log(start)) * i / last;
      return new BigDecimal(start * StrictMath.exp(step)).round(DIGITS);
    }
    BigDecimal share = to.subtract(from).multiply(BigDecimal.valueOf(i));
    return from.add(share.divide(BigDecimal.valueOf(last), MathContext.DECIMAL128));
  }

  private static Object typed(Key key, BigDecimal value) {
    if (key.kind() == Kind.INTEGER) {
      return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
    return value.doubleValue();
  }

  private List<Object> refuse(Fields range, Key key, String rule) {
    problems.add(range.place(), key.path(), "", rule);
    return List.of();
  }
}
