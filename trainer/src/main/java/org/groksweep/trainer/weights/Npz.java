package org.groksweep.trainer.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.Precision;

/**
 * Weights as an archive that numpy.load reads: one array per tensor under its name, in the tensors'
 * order, format version 1.0 of numpy.lib.format. Numbers are of the trial's precision, which holds
 * them exactly.
 */
final class Npz {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  // What comes before the numbers is a multiple of this long, by the format.
  private static final int ALIGNMENT = 64;

  private Npz() {}

  static void write(Weights weights, Precision precision, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Tensor tensor : weights.tensors()) {
      byte[] array = array(tensor, precision);
      ZipEntry entry = new ZipEntry(tensor.name() + ".npy");
      entry.setTimeLocal(FixedTime.OF_ENTRIES);
      // Stored, as numpy.savez does: numbers hardly compress.
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(array.length);
      CRC32 crc = new CRC32();
      crc.update(array);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(array);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static byte[] array(Tensor tensor, Precision precision) {
    boolean single = precision == Precision.FLOAT32;
    byte[] header = header(tensor, single ? "<f4" : "<f8");
    int width = single ? Float.BYTES : Double.BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(width, tensor.size())))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(header);
    for (int i = 0; i < tensor.size(); i++) {
      if (single) {
        bytes.putFloat((float) tensor.at(i));
      } else {
        bytes.putDouble(tensor.at(i));
      }
    }
    return bytes.array();
  }

  private static byte[] header(Tensor tensor, String type) {
    // A tuple of one has a comma too.
    String shape =
        Arrays.stream(tensor.shape())
            .mapToObj(length -> length + ",")
            .collect(Collectors.joining());
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    int before = MAGIC.length + Short.BYTES;
    int length = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
    ByteBuffer bytes = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) length);
    bytes.put(
        (text + " ".repeat(length - 1 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes.array();
  }
}
