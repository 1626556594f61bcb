package org.groksweep.driver.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The nearest of the allowed words, for hints. */
final class DidYouMean {

  private DidYouMean() {}

  /** "did you mean …?" with the candidate of least edit distance, if that is at most a third. */
  static Optional<String> hint(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(near -> "did you mean " + near + "?");
  }

  static Optional<String> nearest(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(lower, candidate)))
        .filter(near -> distance(lower, near) <= Math.max(1, word.length() / 3));
  }

  /** Levenshtein's edit distance, blind to case. */
  private static int distance(String lower, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= lower.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (lower.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
