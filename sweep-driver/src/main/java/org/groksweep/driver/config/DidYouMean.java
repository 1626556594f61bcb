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

  /** Edits, of which a swap of neighbours is one (optimal string alignment); blind to case. */
  private static int distance(String lower, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[][] edits = new int[lower.length() + 1][other.length() + 1];
    for (int i = 0; i <= lower.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (lower.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && lower.charAt(i - 1) == other.charAt(j - 2)
                && lower.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[lower.length()][other.length()];
  }
}
