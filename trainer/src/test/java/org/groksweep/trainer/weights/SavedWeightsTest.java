package org.groksweep.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavedWeightsTest {

  private static final Weights WEIGHTS =
      new Weights(
          List.of(
              Tensor.copyOf(
                  "layer1.weight", new int[] {2, 3}, new double[] {0, 1, 2, 3, 4, -0.5}, 0),
              Tensor.copyOf("layer1.bias", new int[] {2}, new double[] {7, 1e-30f}, 0),
              Tensor.copyOf("scale", new int[] {}, new double[] {3}, 0)));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadBack(Precision precision) throws IOException {
    Path file = folder.resolve("w.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      Npz.write(WEIGHTS, precision, out);
    }
    assertThat(read(file)).isEqualTo(WEIGHTS);
  }

  /** Written by numpy 2.4.6, by numpy_savez.py beside the file. */
  @Test
  void numpysOwnArchiveIsRead() throws IOException {
    Path file = folder.resolve("numpy.npz");
    try (InputStream in = SavedWeightsTest.class.getResourceAsStream("numpy_savez.npz")) {
      Files.copy(in, file);
    }
    Weights weights = read(file);
    Tensor weight = weights.find("layer1.weight").orElseThrow();
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.values()).containsExactly(0, 0.25, 0.5, 0.75, 1, 1.25);
    assertThat(weights.find("layer1.bias").orElseThrow().values()).containsExactly(0.1, -2);
  }

  @Test
  void otherWeightsThanThosePlannedAreRefused() throws IOException {
    Path file = folder.resolve("w.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      Npz.write(WEIGHTS, Precision.FLOAT64, out);
    }
    String fingerprint = SavedWeights.fingerprint(WEIGHTS);
    assertThat(SavedWeights.read(new Start.Saved(file.toString(), fingerprint))).isEqualTo(WEIGHTS);
    assertThatThrownBy(() -> SavedWeights.read(new Start.Saved(file.toString(), "other")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "has other weights here than those planned: fingerprint "
                + fingerprint
                + " in place of other");
  }

  @Test
  void theFingerprintTellsNamesShapesAndValuesApart() {
    Tensor matrix = Tensor.copyOf("a", new int[] {1, 2}, new double[] {1, 2}, 0);
    assertThat(
            List.of(
                fingerprint(matrix),
                fingerprint(Tensor.copyOf("b", new int[] {1, 2}, new double[] {1, 2}, 0)),
                fingerprint(Tensor.copyOf("a", new int[] {2, 1}, new double[] {1, 2}, 0)),
                fingerprint(Tensor.copyOf("a", new int[] {1, 2}, new double[] {1, -2}, 0))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoArchiveOfNumbersIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.npz"), "text");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("text.npz: must be an npz file, as numpy.savez writes it");
    assertThatThrownBy(() -> read(folder.resolve("none.npz")))
        .hasMessageContaining("none.npz: does not exist");
    assertThatThrownBy(() -> read(archive("a.txt", new byte[9])))
        .hasMessageContaining("a.txt: must be an array, its name ending in .npy");
    assertThatThrownBy(() -> read(archive("a.npy", new byte[90])))
        .hasMessageContaining("a: must be an array in numpy's format");
    assertThatThrownBy(
            () ->
                read(
                    archive(
                        "a.npy",
                        array("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }"))))
        .hasMessageContaining("a: must be float32 or float64 in C order, not {'descr': '<i8'");
    assertThatThrownBy(
            () ->
                read(
                    archive(
                        "a.npy",
                        array("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"))))
        .hasMessageContaining("a: must hold 2 numbers, not 1");
  }

  private static String fingerprint(Tensor tensor) {
    return SavedWeights.fingerprint(new Weights(List.of(tensor)));
  }

  private static Weights read(Path file) throws IOException {
    return SavedWeights.read(file.toString(), new DataFiles());
  }

  /** An array of version 1 with a header and one number of eight bytes. */
  private static byte[] array(String header) {
    byte[] bytes = new byte[10 + header.length() + 8];
    System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 0, bytes, 0, 8);
    bytes[8] = (byte) header.length();
    for (int i = 0; i < header.length(); i++) {
      bytes[10 + i] = (byte) header.charAt(i);
    }
    return bytes;
  }

  private Path archive(String name, byte[] content) throws IOException {
    Path file = Files.createTempFile(folder, "archive", ".npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return file;
  }
}
