package org.groksweep.analysis.critical;

/** What a critical dataset size is the size of; always at its budget. */
public enum Definition {
  /** P(a trial generalizes within the budget) = 1/2. */
  PROBABILITY("probability"),
  /** The mean final test accuracy is midway between its floor and its ceiling. */
  ACCURACY_MIDPOINT("accuracyMidpoint");

  private final String key;

  Definition(String key) {
    this.key = key;
  }

  /** As the tables and configs write it. */
  public String key() {
    return key;
  }
}
