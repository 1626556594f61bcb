package org.groksweep.driver.config;

import java.util.Optional;

/**
 * One thing that is wrong with what the user gave.
 *
 * @param place where it was written: "line 7", "--set l2=-1", or empty where there is no such place
 * @param key the full path of the key, such as "optimizer.learningRate"
 * @param value as written; empty where there is none
 * @param rule that it breaks, such as "must be in (0, 1]"
 * @param hint what to write instead
 */
public record ConfigProblem(
    String place, String key, String value, String rule, Optional<String> hint) {

  private static final int MOST_SHOWN = 200;

  /** A problem at a line of the file, from 1; 0 where it has none. */
  public ConfigProblem(int line, String key, String value, String rule, Optional<String> hint) {
    this(line > 0 ? "line " + line : "", key, value, rule, hint);
  }

  /** One line: {@code line 7: dataFraction: 30.0 must be in (0, 1]; did you mean 0.3?} */
  @Override
  public String toString() {
    String before = place.isEmpty() ? "" : place + ": ";
    String subject = value.isEmpty() ? key : key + ": " + shortened(value);
    return before + subject + " " + rule + hint.map(text -> "; " + text).orElse("");
  }

  private static String shortened(String value) {
    return value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "…";
  }
}
