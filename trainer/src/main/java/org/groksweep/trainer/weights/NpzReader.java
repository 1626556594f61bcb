package org.groksweep.trainer.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;

/**
 * Reads an archive of arrays as numpy.savez writes it: float32 or float64 in little-endian and C
 * order, versions 1 to 3 of numpy.lib.format. Each array is a tensor of its name.
 */
final class NpzReader {

  private static final String ENDING = ".npy";
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\),? *\\}\\s*");

  private NpzReader() {}

  /**
   * The tensors of an archive, in its order.
   *
   * @param file names it in messages
   */
  static Weights read(String file, InputStream in) throws IOException {
    // A copy: only a file's directory tells the sizes of entries that numpy writes.
    Path copy = Files.createTempFile("groksweep-weights", ".npz");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return read(file, copy);
    } finally {
      Files.delete(copy);
    }
  }

  private static Weights read(String file, Path copy) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    try (ZipFile archive = new ZipFile(copy.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        String name = entry.getName();
        if (!name.endsWith(ENDING)) {
          throw new DataException(file, name, "must be an array, its name ending in " + ENDING);
        }
        try (InputStream in = archive.getInputStream(entry)) {
          String tensor = name.substring(0, name.length() - ENDING.length());
          tensors.add(tensor(file, tensor, in.readAllBytes()));
        }
      }
    } catch (ZipException e) {
      throw new DataException(file, "", "must be an npz file, as numpy.savez writes it", e);
    }
    if (tensors.isEmpty()) {
      throw new DataException(file, "", "must hold an array");
    }
    return new Weights(tensors);
  }

  private static Tensor tensor(String file, String name, byte[] bytes) throws DataException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int before = MAGIC.length + 2;
    boolean known =
        bytes.length > before + Integer.BYTES
            && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    if (!known) {
      throw new DataException(file, name, "must be an array in numpy's format");
    }
    boolean first = bytes[MAGIC.length] == 1;
    int length = first ? Short.toUnsignedInt(buffer.getShort(before)) : buffer.getInt(before);
    int start = before + (first ? Short.BYTES : Integer.BYTES);
    if (length < 0 || length > bytes.length - start) {
      throw new DataException(file, name, "ends within its header");
    }
    String header = new String(bytes, start, length, StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new DataException(
          file, name, "must be float32 or float64 in C order, not " + header.strip());
    }
    int width = Integer.parseInt(matcher.group(1));
    int[] shape =
        Stream.of(matcher.group(2).split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    double[] values = new double[(bytes.length - start - length) / width];
    buffer.position(start + length);
    for (int i = 0; i < values.length; i++) {
      values[i] = width == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
    }
    long expected = 1;
    for (int part : shape) {
      expected *= part;
    }
    if (expected != values.length || buffer.hasRemaining()) {
      throw new DataException(
          file, name, "must hold %d numbers, not %d".formatted(expected, values.length));
    }
    return Tensor.copyOf(name, shape, values, 0);
  }
}
