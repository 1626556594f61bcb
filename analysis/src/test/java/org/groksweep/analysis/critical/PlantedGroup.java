package org.groksweep.analysis.critical;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.groksweep.trainer.metrics.EndReason;

/**
 * Groups of trials whose critical size is known: seed s has its own midpoint m + spread · N(0, 1)
 * in ln(examples), and the response at x is a sigmoid of (x - m_s) / scale.
 *
 * <p>For probabilities it is drawn as 0 or 1; the mean over seeds is 1/2 at m by symmetry. For
 * accuracies it is rescaled to [floor, ceiling] and gets Gaussian noise.
 *
 * @param name of the kind
 * @param sizes how many, evenly spaced in ln(examples) over a factor of 8
 * @param seeds how many
 * @param scale 1/slope of one seed's curve
 * @param spread standard deviation of the seeds' midpoints
 * @param accuracy what the responses are; empty levels and noise for a probability
 */
record PlantedGroup(
    String name, int sizes, int seeds, double scale, double spread, Accuracy accuracy) {

  /** Levels and noise of a final test accuracy. */
  record Accuracy(double floor, double ceiling, double noise) {
    static final Accuracy NONE = new Accuracy(0, 1, 0);
  }

  private static final double SMALLEST = 100_000;
  private static final double RANGE = Math.log(8);
  private static final long MAX_STEPS = 4000;

  /** A drawn group and the critical size that was planted. */
  record Drawn(double criticalSize, List<SizedTrial> trials) {}

  Definition definition() {
    return accuracy.equals(Accuracy.NONE) ? Definition.PROBABILITY : Definition.ACCURACY_MIDPOINT;
  }

  /** The group with its midpoint anywhere in the middle half of the sizes. */
  Drawn draw(long number) {
    SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C17L + hashCode());
    double midpoint = Math.log(SMALLEST) + RANGE * (0.25 + 0.5 * random.nextDouble());
    List<SizedTrial> trials = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      double own = midpoint + spread * gaussian(random);
      for (int size = 0; size < sizes; size++) {
        long examples = Math.round(SMALLEST * Math.exp(RANGE * size / (sizes - 1)));
        double share = 1 / (1 + Math.exp(-(Math.log((double) examples) - own) / scale));
        trials.add(trial(seed, examples, share, random));
      }
    }
    return new Drawn(Math.exp(midpoint), trials);
  }

  private SizedTrial trial(int seed, long examples, double share, SplittableRandom random) {
    boolean generalized = random.nextDouble() < share;
    double value = generalized ? 1 : 0;
    if (definition() == Definition.ACCURACY_MIDPOINT) {
      double mean = accuracy.floor() + (accuracy.ceiling() - accuracy.floor()) * share;
      value = Math.min(1, Math.max(0, mean + accuracy.noise() * gaussian(random)));
    }
    return new SizedTrial(seed, examples, EndReason.COMPLETED, generalized, value, MAX_STEPS);
  }

  /**
   * ln(n₉₀/n₁₀) of the mean over all seeds: the convolution of a sigmoid with a Gaussian, which is
   * symmetric about the midpoint.
   */
  double width() {
    double low = 0;
    double high = RANGE * 10;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (meanShare(middle) < 0.9) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  // By the trapezoidal rule, which converges at once on a Gaussian: 8 deviations in 400 steps.
  private double meanShare(double fromMidpoint) {
    double sum = 0;
    double weights = 0;
    for (int i = -200; i <= 200; i++) {
      double z = i / 25.0;
      double weight = Math.exp(-z * z / 2);
      sum += weight / (1 + Math.exp(-(fromMidpoint - spread * z) / scale));
      weights += weight;
    }
    return sum / weights;
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Independent of the JVM's identity hashes, so that the draws are the same everywhere. */
  @Override
  public int hashCode() {
    return name.hashCode() * 31 * 31 + sizes * 31 + seeds;
  }
}
