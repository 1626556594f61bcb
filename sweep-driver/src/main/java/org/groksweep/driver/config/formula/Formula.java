package org.groksweep.driver.config.formula;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.groksweep.trainer.spec.CanonicalJson;

/**
 * A parsed expression. Arithmetic is decimal with 68 digits, so that 16 / (0.001 * 0.1) is the
 * integer that it looks like; the functions of {@link Functions} are computed in double precision.
 * One thread at a time.
 */
public final class Formula {

  /** Names start with a letter and may hold dots; a name before a parenthesis is a function. */
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*");

  // The library, told that -2^2 is -4, does not know what to do with 2^-2.
  private static final Pattern SIGNED_EXPONENT = Pattern.compile("\\^\\s*[-+]");

  private static final int MOST_CHARACTERS = 1000;
  private static final String SLOT = "slot";

  private final String text;
  private final List<String> names;
  private final Expression expression;

  private Formula(String text, List<String> names, Expression expression) {
    this.text = text;
    this.names = List.copyOf(names);
    this.expression = expression;
  }

  /**
   * Parses an expression.
   *
   * @throws FormulaException if it is none, or calls a function that is not there
   */
  public static Formula parse(String text) throws FormulaException {
    if (text.length() > MOST_CHARACTERS) {
      throw new FormulaException("is longer than " + MOST_CHARACTERS + " characters");
    }
    if (SIGNED_EXPONENT.matcher(text).find()) {
      throw new FormulaException("has a sign after ^; write it in parentheses, as in 10^(-3)");
    }
    List<String> names = new ArrayList<>();
    StringBuilder renamed = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      token.appendReplacement(renamed, Matcher.quoteReplacement(rename(token, text, names)));
    }
    token.appendTail(renamed);
    try {
      Expression expression = new Expression(renamed.toString(), Functions.CONFIGURATION);
      expression.validate();
      return new Formula(text, names, expression);
    } catch (BaseException e) {
      throw new FormulaException("is no expression: " + describe(e.getMessage(), names));
    }
  }

  /** The names that it uses, as written, each once. */
  public List<String> names() {
    return names;
  }

  /**
   * Its number.
   *
   * @param values of {@link #names()}, in their order: Long, Double, Boolean or String
   * @throws FormulaException where it has none, such as 1 / 0
   */
  public double number(List<Object> values) throws FormulaException {
    EvaluationValue result = evaluate(values);
    if (!result.isNumberValue()) {
      throw new FormulaException("must give a number, not " + result.getStringValue());
    }
    double number = result.getNumberValue().doubleValue();
    if (!Double.isFinite(number)) {
      throw new FormulaException("gives " + number + ", which is not finite");
    }
    return number;
  }

  /** Its truth; values as for {@link #number}. */
  public boolean truth(List<Object> values) throws FormulaException {
    EvaluationValue result = evaluate(values);
    if (!result.isBooleanValue()) {
      throw new FormulaException("must be a comparison, not the value " + result.getStringValue());
    }
    return result.getBooleanValue();
  }

  @Override
  public String toString() {
    return text;
  }

  private EvaluationValue evaluate(List<Object> values) throws FormulaException {
    for (int i = 0; i < names.size(); i++) {
      expression.with(SLOT + i, decimal(values.get(i)));
    }
    try {
      return expression.evaluate();
    } catch (BaseException | ArithmeticException e) {
      throw new FormulaException("has no value: " + describe(e.getMessage(), names));
    }
  }

  private static Object decimal(Object value) {
    return value instanceof Double number ? new BigDecimal(CanonicalJson.number(number)) : value;
  }

  private static String rename(Matcher token, String text, List<String> names)
      throws FormulaException {
    String name = token.group();
    if (name.startsWith("\"")) {
      return name;
    }
    if (text.substring(token.end()).stripLeading().startsWith("(")) {
      if (!Functions.NAMES.contains(name)) {
        throw new FormulaException(Functions.unknown(name));
      }
      return name;
    }
    if (Functions.CONSTANTS.contains(name)) {
      return name;
    }
    if (!names.contains(name)) {
      names.add(name);
    }
    return SLOT + names.indexOf(name);
  }

  private static String describe(String message, List<String> names) {
    String readable = message;
    for (int i = names.size() - 1; i >= 0; i--) {
      readable = readable.replace(SLOT + i, names.get(i));
    }
    return readable.toLowerCase(Locale.ROOT).startsWith("division by zero")
        ? "division by zero"
        : readable;
  }
}
