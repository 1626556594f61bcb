package org.groksweep.analysis.events;

import java.io.Serializable;
import org.groksweep.trainer.spec.PassageRule;

/**
 * What counts as memorized and generalized, and where the outcomes part.
 *
 * @param memorized on the training set
 * @param generalized on the test set
 * @param semi threshold in the generalized rule's metric, on its way: a memorized trial whose last
 *     values have crossed it is SEMI. Default 0.2, the lower end of the intermediate values of
 *     papers.md A-T3
 * @param immediateFactor generalized at up to this many times the step of memorizing is IMMEDIATE,
 *     later is GROK; at least 1. Default 2, a choice of ours: published sweeps name no limit
 */
public record EventRules(
    PassageRule memorized, PassageRule generalized, double semi, double immediateFactor)
    implements Serializable {

  public static final double DEFAULT_SEMI = 0.2;
  public static final double DEFAULT_IMMEDIATE_FACTOR = 2;
  public static final EventRules DEFAULT =
      new EventRules(
          PassageRule.MEMORIZED, PassageRule.GENERALIZED, DEFAULT_SEMI, DEFAULT_IMMEDIATE_FACTOR);

  public EventRules {
    if (!Double.isFinite(semi)) {
      throw new IllegalArgumentException("semi: " + semi + " must be finite");
    }
    if (!(immediateFactor >= 1)) {
      throw new IllegalArgumentException(
          "immediateFactor: " + immediateFactor + " must be at least 1");
    }
  }

  /** Whether a value of the generalized rule's metric has crossed the semi threshold. */
  boolean semiCrossedBy(double value) {
    return generalized.direction() == PassageRule.Direction.ABOVE ? value >= semi : value <= semi;
  }

  /**
   * The table's rule column, such as "train_accuracy >= 0.99 for 3; test_accuracy >= 0.95 for 3".
   */
  public String text() {
    return text(memorized) + "; " + text(generalized);
  }

  private static String text(PassageRule rule) {
    String side = rule.direction() == PassageRule.Direction.ABOVE ? " >= " : " <= ";
    return rule.metric() + side + rule.threshold() + " for " + rule.dwell();
  }
}
