package org.groksweep.trainer.engine.factored;

import java.util.List;
import org.groksweep.trainer.engine.Weights;

/** The parameters of a factored model, what they predict, and their gradient. */
interface FactoredModel {

  /** Makes predictions of the training set, in the order in which it was given. */
  void predictTraining(double[] predictions);

  /** Makes predictions of other examples, by number. */
  void predict(int[] examples, double[] predictions);

  /**
   * Takes the gradient of the loss, without penalties, at the current parameters.
   *
   * @param derivatives of the mean loss by each prediction of the training set
   */
  void takeGradient(double[] derivatives);

  /** w ← w − η·(gradient + decay·w), with the gradient last taken. */
  void update(double learningRate, double decay);

  /** The two factors, "u" and "v". */
  Weights weights();

  /**
   * Takes up other factors.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #weights()}
   */
  void set(Weights weights);

  /** Squared norms of the two factors. */
  List<Double> squaredNorms();

  /** Σ (gradient + l2·w)² over all parameters, with the gradient last taken. */
  double squaredGradient(double l2);
}
