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

  /** The name of a trial. */
  public static TrialId of(String canonicalSpec, String dataFingerprint) {
    return new Beginning(canonicalSpec).trial("", dataFingerprint);
  }

  /** The name of a cell: the hash of its canonical spec without seed, and of its data. */
  public static String cell(String canonicalSpecWithoutSeed, String dataFingerprint) {
    return new Beginning(canonicalSpecWithoutSeed).cell("", dataFingerprint);
  }

  /** The name of a bundle: the hash of its trials' names in order. */
  public static String bundle(Iterable<TrialId> trials) {
    StringBuilder names = new StringBuilder();
    trials.forEach(trial -> names.append(trial.value()).append('\n'));
    return "b" + hash(sha(), names.toString());
  }

  /** The name of a group of trials: the hash of a text of what they share. */
  public static String group(String shared) {
    return "g" + hash(sha(), shared);
  }

  /** What the canonical specs of a cell and its trials begin with: it is hashed once for all. */
  public static final class Beginning {

    private final MessageDigest digest = sha();

    public Beginning(String text) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of the trial whose canonical spec goes on, and ends, with {@code rest}. */
    public TrialId trial(String rest, String dataFingerprint) {
      return new TrialId("t" + hash(rest, dataFingerprint));
    }

    /** The name of the cell whose canonical spec goes on, and ends, with {@code rest}. */
    public String cell(String rest, String dataFingerprint) {
      return "c" + hash(rest, dataFingerprint);
    }

    private String hash(String rest, String dataFingerprint) {
      try {
        return TrialId.hash((MessageDigest) digest.clone(), rest + "\n" + dataFingerprint);
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("Java's own SHA-256 can be copied", e);
      }
    }
  }

  private static String hash(MessageDigest begun, String text) {
    byte[] digest = begun.digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
