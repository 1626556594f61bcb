package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a trial: a hash of its canonical spec and its data's fingerprint.
 *
 * @param value "t" and 20 hexadecimal digits; the letter keeps readers from taking it for a number
 */
public record TrialId(String value) implements Serializable {

  // 80 bits: a collision among a million trials has probability 4e-13.
  private static final int DIGITS = 20;

  public static TrialId of(String canonicalSpec, String dataFingerprint) {
    return new TrialId("t" + hash(canonicalSpec + "\n" + dataFingerprint));
  }

  /** The name of a cell: the hash of its canonical spec without seed, and of its data. */
  public static String cell(String canonicalSpecWithoutSeed, String dataFingerprint) {
    return "c" + hash(canonicalSpecWithoutSeed + "\n" + dataFingerprint);
  }

  /** The name of a bundle: the hash of its trials' names in order. */
  public static String bundle(Iterable<TrialId> trials) {
    StringBuilder names = new StringBuilder();
    trials.forEach(trial -> names.append(trial.value()).append('\n'));
    return "b" + hash(names.toString());
  }

  /** The name of a group of trials: the hash of a text of what they share. */
  public static String group(String shared) {
    return "g" + hash(shared);
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
