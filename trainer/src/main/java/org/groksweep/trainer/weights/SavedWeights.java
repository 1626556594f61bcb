package org.groksweep.trainer.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.Start;

/** Saved weights as the start of a trial: an npz file at any path that Hadoop understands. */
public final class SavedWeights {

  private SavedWeights() {}

  /**
   * The weights of a file.
   *
   * @throws org.groksweep.trainer.data.DataException if it is no archive of arrays of numbers
   */
  public static Weights read(String file, DataFiles files) throws IOException {
    try (InputStream in = files.open(file)) {
      return NpzReader.read(file, in);
    }
  }

  /**
   * The weights that were planned.
   *
   * @throws IOException if the file cannot be read, or holds others
   */
  public static Weights read(Start.Saved planned) throws IOException {
    Weights weights = read(planned.file(), new DataFiles());
    String found = fingerprint(weights);
    if (!found.equals(planned.fingerprint())) {
      throw new IOException(
          "%s has other weights here than those planned: fingerprint %s in place of %s"
              .formatted(planned.file(), found, planned.fingerprint()));
    }
    return weights;
  }

  /**
   * SHA-256, in hexadecimal, over "weights/1" and of each tensor its name and shape, as {@code
   * name[2, 3]}, and its values as IEEE 754 doubles with the highest byte first.
   */
  public static String fingerprint(Weights weights) {
    MessageDigest digest = sha256();
    digest.update("weights/1".getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : weights.tensors()) {
      digest.update(tensor.toString().getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.size(), Double.BYTES));
      bytes.asDoubleBuffer().put(tensor.values());
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
