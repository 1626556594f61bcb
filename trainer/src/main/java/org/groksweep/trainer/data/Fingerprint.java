package org.groksweep.trainer.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a data set's contents: SHA-256, in hexadecimal, over "examples/1", then count,
 * available, features and outputs as 32-bit integers, one byte that is 1 for a classification, and
 * for each example its input and its target (one-hot for a label) as IEEE 754 doubles; all numbers
 * with the highest byte first. A negative zero counts as itself.
 */
public final class Fingerprint {

  private static final String FORMAT = "examples/1";

  private Fingerprint() {}

  public static String of(Examples examples) {
    MessageDigest digest = sha256();
    digest.update(FORMAT.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer shape = ByteBuffer.allocate(4 * Integer.BYTES + 1);
    shape.putInt(examples.count()).putInt(examples.available());
    shape.putInt(examples.features()).putInt(examples.outputs());
    shape.put((byte) (examples.isClassification() ? 1 : 0));
    digest.update(shape.array());

    double[] numbers = new double[examples.features() + examples.outputs()];
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    for (int example = 0; example < examples.count(); example++) {
      examples.copyInput(example, numbers, 0);
      examples.copyTarget(example, numbers, examples.features());
      bytes.asDoubleBuffer().put(numbers);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
