package org.groksweep.driver.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A hash of a sweep's plans, which hold its config: ties a file to what it was made for. */
final class PlansDigest {

  private PlansDigest() {}

  /** SHA-256 of the plans' texts, each with a zero after it, in hexadecimal digits. */
  static String of(List<String> plans) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String plan : plans) {
        digest.update(plan.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
