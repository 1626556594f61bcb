package org.groksweep.driver.config.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.EscapeLaw;
import org.groksweep.analysis.theory.KramersLanger;
import org.groksweep.analysis.theory.MinibatchNoise;
import org.groksweep.analysis.theory.ModeLandscape;
import org.groksweep.analysis.theory.PassageThresholds;
import org.groksweep.analysis.theory.StationaryPoint;

/**
 * The theory of L2 phase transitions as functions of expressions, so that start states, thresholds
 * and budgets can be written as what they mean. Arguments are the mode's singular value, l2, depth
 * and, for mean times of a scalar chain in learning-rate time, the temperature.
 *
 * <p>Results have 12 digits: the theory's own last bits may differ between Java versions, and ids
 * must not.
 */
final class TheoryFunctions {

  private static final MathContext DIGITS = new MathContext(12);
  private static final List<String> MODE = List.of("singularValue", "depth");
  private static final List<String> LANDSCAPE = List.of("singularValue", "l2", "depth");
  private static final List<String> THERMAL =
      List.of("singularValue", "l2", "depth", "temperature");

  private TheoryFunctions() {}

  /** A function of numbers that may have no value. */
  @FunctionalInterface
  private interface Theory {
    OptionalDouble of(double[] arguments);
  }

  static Map<String, FunctionIfc> all() {
    Map<String, FunctionIfc> functions = new TreeMap<>();
    add(functions, "l2Spinodal", MODE, a -> OptionalDouble.of(mode(a).upperSpinodalL2()));
    add(functions, "l2Coexistence", MODE, a -> OptionalDouble.of(mode(a).coexistenceL2()));
    add(functions, "lambdaMin", LANDSCAPE, a -> strength(landscape(a).learned()));
    add(functions, "lambdaSaddle", LANDSCAPE, a -> strength(landscape(a).saddle()));
    add(
        functions,
        "lambdaMidpoint",
        LANDSCAPE,
        a -> number(PassageThresholds.midpoints(landscape(a)).map(PassageThresholds::high)));
    add(functions, "barrierToLearn", LANDSCAPE, a -> landscape(a).barrierToLearn());
    add(functions, "barrierToForget", LANDSCAPE, a -> landscape(a).barrierToForget());
    add(
        functions,
        "quasiPotentialToForget",
        LANDSCAPE,
        a -> MinibatchNoise.quasiPotentialToForget(landscape(a)));
    add(functions, "timeToLearn", THERMAL, a -> time(KramersLanger.toLearn(landscape(a)), a[3]));
    add(functions, "timeToForget", THERMAL, a -> time(KramersLanger.toForget(landscape(a)), a[3]));
    return functions;
  }

  private static void add(
      Map<String, FunctionIfc> functions, String name, List<String> parameters, Theory theory) {
    functions.put(name, new OfTheory(parameters, theory));
  }

  private static DeepLinearMode mode(double[] arguments) {
    return new DeepLinearMode(whole(arguments[1]), arguments[0]);
  }

  private static ModeLandscape landscape(double[] arguments) {
    return new DeepLinearMode(whole(arguments[2]), arguments[0]).at(arguments[1]);
  }

  private static int whole(double depth) {
    if (depth != Math.rint(depth)) {
      throw new IllegalArgumentException("depth: " + depth + " must be an integer");
    }
    return (int) depth;
  }

  private static OptionalDouble strength(Optional<StationaryPoint> state) {
    return number(state.map(StationaryPoint::strength));
  }

  private static OptionalDouble time(Optional<EscapeLaw> law, double temperature) {
    return number(law.map(known -> known.meanTime(temperature)));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  /** A function of the theory. */
  @FunctionParameter(name = "values", isVarArg = true)
  private static final class OfTheory extends AbstractFunction {

    private final List<String> parameters;
    private final Theory theory;

    OfTheory(List<String> parameters, Theory theory) {
      this.parameters = parameters;
      this.theory = theory;
    }

    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... arguments)
        throws EvaluationException {
      String name = token.getValue();
      if (arguments.length != parameters.size()) {
        throw new EvaluationException(
            token, name + " is a function of (" + String.join(", ", parameters) + ")");
      }
      double[] numbers =
          Arrays.stream(arguments).mapToDouble(a -> a.getNumberValue().doubleValue()).toArray();
      OptionalDouble value;
      try {
        value = theory.of(numbers);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(token, name + ": " + e.getMessage());
      }
      if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
        throw new EvaluationException(
            token, name + Arrays.toString(numbers) + " does not exist: no such state there");
      }
      return EvaluationValue.numberValue(new BigDecimal(value.getAsDouble()).round(DIGITS));
    }
  }
}
