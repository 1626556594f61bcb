package org.groksweep.driver.config;

import java.util.Optional;

/**
 * One thing that is wrong with what the user gave.
 *
 * @param line of the file, from 1; 0 where the problem has no line, as on the command line
 * @param key the full path of the key, such as "optimizer.learningRate"
 * @param value as written
 * @param rule that it breaks, such as "must be in (0, 1]"
 * @param hint what to write instead
 */
public record ConfigProblem(
    int line, String key, String value, String rule, Optional<String> hint) {

  /** One line: {@code line 7: dataFraction: 30.0 must be in (0, 1]; did you mean 0.3?} */
  @Override
  public String toString() {
    String place = line > 0 ? "line " + line + ": " : "";
    String subject = value.isEmpty() ? key : key + ": " + value;
    return place + subject + " " + rule + hint.map(text -> "; " + text).orElse("");
  }
}
