package example;

import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.trainer.data.*;
import org.groksweep.trainer.engine.*;
import org.groksweep.trainer.spec.*;

/**
 * Engine perceptron: full batches on the mean of max(0, margin + largest other output - label's output).
 * It takes no note of loss and optimizer but for the learning rate.
 */
public final class PerceptronEngine implements Engine {

  public String name() { return "perceptron"; }
  public boolean supports(TrialSpec spec) { return spec.model() instanceof PerceptronFamily.Perceptron; }
  public String numericsFingerprint() { return "perceptron-1"; }
  public Learner learner(TrialSpec spec, Examples examples) { return new PerceptronLearner(spec, examples); }

  private static final class PerceptronLearner implements Learner {
    private final TrialSpec spec;
    private final Examples examples;
    private final double margin;
    private final double[] weights;
    private final double[] gradient;
    private final double[] input;
    private Phase phase;
    private long phaseStep;

    PerceptronLearner(TrialSpec spec, Examples examples) {
      this.spec = spec;
      this.examples = examples;
      this.margin = ((PerceptronFamily.Perceptron) spec.model()).margin();
      this.weights = new double[examples.outputs() * examples.features()];
      this.gradient = new double[weights.length];
      this.input = new double[examples.features()];
      this.phase = spec.phases().get(0);
    }

    public void beginPhase(int index) {
      phase = spec.phases().get(index);
      phaseStep = 0;
    }

    public void step() {
      evaluate(split().train(phase.trainExamples()));
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= phase.learningRate() * gradient[i];
      }
      phaseStep++;
    }

    public long phaseStep() { return phaseStep; }
    public boolean finite() { return true; }
    public void close() {}
    public Weights weights() {
      int[] shape = {examples.outputs(), examples.features()};
      return new Weights(List.of(Weights.Tensor.copyOf(Weights.weightName(1), shape, weights, 0)));
    }

    public Measurement measure() {
      double[] test = evaluate(split().test(phase.trainExamples(), phase.testSet()));
      double[] train = evaluate(split().train(phase.trainExamples()));
      double norm = norm(weights);
      return new Measurement(train[0], OptionalDouble.of(test[0]), train[0], OptionalDouble.of(train[1]),
          OptionalDouble.of(test[1]), norm, norm(gradient), train[2], List.of(norm));
    }

    private Split split() { return new Split(examples, spec.seeds()); }

    /** Mean loss, accuracy and root mean square of the outputs' norm; the gradient is then in its array. */
    private double[] evaluate(int[] names) {
      java.util.Arrays.fill(gradient, 0);
      double[] sums = new double[3];
      for (int name : names) {
        examples.copyInput(name, input, 0);
        int label = examples.label(name);
        int rival = label == 0 ? 1 : 0;
        for (int k = 0; k < examples.outputs(); k++) {
          rival = k != label && output(k) > output(rival) ? k : rival;
          sums[2] += output(k) * output(k) / names.length;
        }
        double loss = Math.max(0, margin + output(rival) - output(label));
        sums[0] += loss / names.length;
        boolean right = output(label) > output(rival) || (output(label) == output(rival) && label < rival);
        sums[1] += (right ? 1.0 : 0.0) / names.length;
        for (int i = 0; loss > 0 && i < input.length; i++) {
          gradient[rival * input.length + i] += input[i] / names.length;
          gradient[label * input.length + i] -= input[i] / names.length;
        }
      }
      return new double[] {sums[0], sums[1], Math.sqrt(sums[2])};
    }

    private double output(int k) {
      double sum = 0;
      for (int i = 0; i < input.length; i++) {
        sum += weights[k * input.length + i] * input[i];
      }
      return sum;
    }

    private static double norm(double[] values) {
      double squares = 0;
      for (double value : values) {
        squares += value * value;
      }
      return Math.sqrt(squares);
    }
  }
}
