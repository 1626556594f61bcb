package org.groksweep.driver.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.groksweep.driver.config.formula.Formula;
import org.groksweep.driver.config.formula.FormulaException;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Kind;

/** Turns what was written for a key into a setting of the key's kind, or into a problem. */
final class ScalarReader {

  // Exponents of more than three digits are beyond a double anyway.
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.?(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private final Problems problems;

  ScalarReader(Problems problems) {
    this.problems = problems;
  }

  /** The setting of a key that may be an expression where it is a number, or a list of them. */
  Optional<Setting> setting(Key key, ConfigNode node) {
    if (key.isList()) {
      return new ListReader(problems, this).setting(key, node);
    }
    Optional<Scalar> scalar = scalar(key, node);
    if (scalar.isPresent() && key.isNumeric() && isExpression(scalar.get())) {
      return expression(key, scalar.get());
    }
    return scalar.flatMap(text -> literal(key, text)).map(Setting.Literal::new);
  }

  /** The value of a key that must be a plain value. */
  Optional<Object> value(Key key, ConfigNode node) {
    return scalar(key, node).flatMap(text -> literal(key, text));
  }

  /** Whether the key allows a number, which must be finite; a problem otherwise. */
  static Optional<ConfigProblem> check(Key key, double value, String written, String place) {
    if (key.range().contains(value)) {
      return Optional.empty();
    }
    double hundredth = value / 100;
    boolean percent =
        key.range().low() >= 0 && key.range().high() <= 1 && key.range().contains(hundredth);
    Optional<String> hint =
        percent && value > 1
            ? Optional.of("did you mean " + NumberText.of(hundredth) + "?")
            : Optional.empty();
    return Optional.of(
        new ConfigProblem(place, key.path(), written, "must be " + key.range(), hint));
  }

  private Optional<Scalar> scalar(Key key, ConfigNode node) {
    if (!(node instanceof Scalar scalar)) {
      String hint =
          node instanceof ConfigNode.Items ? "; to vary it, write the list under axes" : "";
      String rule = "must be " + describe(key) + ", not " + node.kind() + hint;
      problems.add(node.place(), key.path(), "", rule);
      return Optional.empty();
    }
    if (scalar.isNull()) {
      problems.add(scalar.place(), key.path(), "", "has no value; it must be " + describe(key));
      return Optional.empty();
    }
    return Optional.of(scalar);
  }

  private Optional<Object> literal(Key key, Scalar scalar) {
    return switch (key.kind()) {
      case NUMBER, INTEGER -> number(key, scalar);
      case FLAG -> flag(key, scalar);
      case CHOICE -> choice(key, scalar);
      case TEXT -> Optional.of(scalar.text());
      case NUMBERS, NAMES -> throw new IllegalArgumentException(key.path() + " is a list");
    };
  }

  private Optional<Object> number(Key key, Scalar scalar) {
    String text = scalar.text().strip();
    if (NOT_FINITE.matcher(text).matches()) {
      return refuse(key, scalar, "must be a finite number");
    }
    if (!NUMBER.matcher(text).matches()) {
      String hint = text.endsWith("%") ? "; a share is written 0.3, not 30%" : "";
      return refuse(key, scalar, "must be " + describe(key) + hint);
    }
    if (scalar.quoted()) {
      return refuse(key, scalar, "is a text; write the number without quotes");
    }
    BigDecimal exact = new BigDecimal(text);
    double value = exact.doubleValue();
    if (!Double.isFinite(value)) {
      return refuse(key, scalar, "is beyond the range of double precision");
    }
    Optional<ConfigProblem> outside = check(key, value, text, scalar.place());
    if (outside.isPresent()) {
      problems.accept(outside.get());
      return Optional.empty();
    }
    return key.kind() == Kind.INTEGER ? integer(key, scalar, exact) : Optional.of(value + 0.0);
  }

  private Optional<Object> integer(Key key, Scalar scalar, BigDecimal exact) {
    try {
      return Optional.of(exact.longValueExact());
    } catch (ArithmeticException e) {
      return refuse(key, scalar, "must be an integer");
    }
  }

  private Optional<Object> flag(Key key, Scalar scalar) {
    if (!scalar.quoted() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return Optional.of(scalar.text().equals("true"));
    }
    return refuse(key, scalar, "must be true or false");
  }

  private Optional<Object> choice(Key key, Scalar scalar) {
    if (key.choices().contains(scalar.text())) {
      return Optional.of(scalar.text());
    }
    problems.add(
        scalar.place(),
        key.path(),
        scalar.text(),
        "must be one of " + String.join(", ", key.choices()),
        DidYouMean.hint(scalar.text(), key.choices()));
    return Optional.empty();
  }

  private Optional<Setting> expression(Key key, Scalar scalar) {
    try {
      return Optional.of(new Setting.Computed(Formula.parse(scalar.text()).toString()));
    } catch (FormulaException e) {
      problems.add(scalar.place(), key.path(), scalar.text(), e.getMessage());
      return Optional.empty();
    }
  }

  private <T> Optional<T> refuse(Key key, Scalar scalar, String rule) {
    problems.add(scalar.place(), key.path(), scalar.text(), rule);
    return Optional.empty();
  }

  private static boolean isExpression(Scalar scalar) {
    String text = scalar.text().strip();
    return !NUMBER.matcher(text).matches()
        && !NOT_FINITE.matcher(text).matches()
        && !text.endsWith("%")
        && !text.equals("true")
        && !text.equals("false");
  }

  private static String describe(Key key) {
    return switch (key.kind()) {
      case NUMBER -> "a number";
      case INTEGER -> "an integer";
      case FLAG -> "true or false";
      case CHOICE -> "one of " + String.join(", ", key.choices());
      case TEXT -> "a text";
      case NUMBERS -> "a list of numbers";
      case NAMES -> "a list of names";
    };
  }
}
