package org.groksweep.driver.config.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions and constants of expressions: few, without dates, texts or chance, and the same on
 * every Java version (StrictMath). There is no "log", which means one thing to mathematicians and
 * another to pocket calculators: ln is the natural logarithm, log10 the decimal one.
 */
final class Functions {

  static final Set<String> CONSTANTS = Set.of("pi", "e", "true", "false");

  private static final Map<String, FunctionIfc> ARITHMETIC =
      Map.ofEntries(
          Map.entry("abs", new OfOne(Math::abs)),
          Map.entry("ceil", new Rounded(RoundingMode.CEILING)),
          Map.entry("floor", new Rounded(RoundingMode.FLOOR)),
          Map.entry("round", new Rounded(RoundingMode.HALF_UP)),
          Map.entry("sqrt", new OfOne(StrictMath::sqrt)),
          Map.entry("exp", new OfOne(StrictMath::exp)),
          Map.entry("ln", new OfOne(StrictMath::log)),
          Map.entry("log10", new OfOne(StrictMath::log10)),
          Map.entry("min", new MinFunction()),
          Map.entry("max", new MaxFunction()));

  private static final Map<String, FunctionIfc> FUNCTIONS = functions();

  static final Set<String> NAMES = Collections.unmodifiableSet(new TreeSet<>(FUNCTIONS.keySet()));

  static final ExpressionConfiguration CONFIGURATION = configuration();

  private Functions() {}

  private static Map<String, FunctionIfc> functions() {
    Map<String, FunctionIfc> all = new HashMap<>(ARITHMETIC);
    all.putAll(TheoryFunctions.all());
    return Collections.unmodifiableMap(all);
  }

  static String unknown(String name) {
    String hint = name.equalsIgnoreCase("log") ? "; ln is the natural logarithm" : "";
    return "calls " + name + ", which is none of " + String.join(", ", NAMES) + hint;
  }

  private static ExpressionConfiguration configuration() {
    MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
    FUNCTIONS.forEach(functions::addFunction);
    return ExpressionConfiguration.builder()
        .functionDictionary(functions)
        .defaultConstants(
            Map.of(
                "pi",
                EvaluationValue.numberValue(BigDecimal.valueOf(Math.PI)),
                "e",
                EvaluationValue.numberValue(BigDecimal.valueOf(Math.E)),
                "true",
                EvaluationValue.TRUE,
                "false",
                EvaluationValue.FALSE))
        .arraysAllowed(false)
        .structuresAllowed(false)
        .binaryAllowed(false)
        .implicitMultiplicationAllowed(false)
        .operatorDictionary(operators())
        // -2^2 is -4, as in mathematics.
        .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER)
        .build();
  }

  private static OperatorDictionaryIfc operators() {
    OperatorDictionaryIfc operators =
        ExpressionConfiguration.defaultConfiguration().getOperatorDictionary();
    operators.addOperator("^", new Power());
    return operators;
  }

  private static EvaluationException failure(Token token, String message) {
    return new EvaluationException(token, message);
  }

  /** A function of one number in double precision. */
  @FunctionParameter(name = "value")
  private static final class OfOne extends AbstractFunction {

    private final DoubleUnaryOperator function;

    OfOne(DoubleUnaryOperator function) {
      this.function = function;
    }

    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... arguments)
        throws EvaluationException {
      double argument = arguments[0].getNumberValue().doubleValue();
      double value = function.applyAsDouble(argument);
      if (!Double.isFinite(value)) {
        throw failure(token, token.getValue() + "(" + argument + ") is " + value);
      }
      return EvaluationValue.numberValue(new BigDecimal(value));
    }
  }

  /**
   * The library's power, of what a double can hold: 9^9^9^9 would fill the memory with its digits.
   */
  @InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER, leftAssociative = false)
  private static final class Power extends InfixPowerOfOperator {

    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... arguments)
        throws EvaluationException {
      if (arguments[0].isNumberValue() && arguments[1].isNumberValue()) {
        double base = arguments[0].getNumberValue().doubleValue();
        double exponent = arguments[1].getNumberValue().doubleValue();
        double power = StrictMath.pow(base, exponent);
        if (!Double.isFinite(exponent) || Double.isInfinite(power) || (power == 0 && base != 0)) {
          throw failure(token, base + "^" + exponent + " is beyond double precision");
        }
      }
      return super.evaluate(expression, token, arguments);
    }
  }

  /** A decimal number to an integer. */
  @FunctionParameter(name = "value")
  private static final class Rounded extends AbstractFunction {

    // Beyond it a double has no digits after the point, and a decimal may have very many before it.
    private static final double LARGEST = 1e18;

    private final RoundingMode mode;

    Rounded(RoundingMode mode) {
      this.mode = mode;
    }

    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... arguments)
        throws EvaluationException {
      BigDecimal argument = arguments[0].getNumberValue();
      if (!(Math.abs(argument.doubleValue()) < LARGEST)) {
        throw failure(token, token.getValue() + " of a number beyond " + LARGEST);
      }
      return EvaluationValue.numberValue(argument.setScale(0, mode));
    }
  }
}
