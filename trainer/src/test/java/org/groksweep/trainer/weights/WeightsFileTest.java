package org.groksweep.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Saving.Format;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The files of saved weights, byte by byte as numpy.lib.format 1.0 has them. {@code read_npz.py}
 * among the test resources reads such a file with numpy itself and prints names, shapes and sums.
 */
class WeightsFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anArchiveHoldsEveryTensorUnderItsName(Precision precision) throws IOException {
    TrialSpec spec = TestSpecs.withPrecision(TestSpecs.SPEC, precision);
    Weights weights = trained(spec, "dense");
    Path file = write("a.npz", weights, spec, Format.NPZ);
    List<String> names = new ArrayList<>();
    try (ZipFile archive = new ZipFile(file.toFile())) {
      archive.stream().map(ZipEntry::getName).forEach(names::add);
      for (Tensor tensor : weights.tensors()) {
        ZipEntry entry = archive.getEntry(tensor.name() + ".npy");
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        try (InputStream in = archive.getInputStream(entry)) {
          assertHolds(tensor, precision, in.readAllBytes());
        }
      }
    }
    assertThat(names)
        .containsExactly(
            "layer1.weight.npy", "layer1.bias.npy", "layer2.weight.npy", "layer2.bias.npy");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theSameWeightsGiveTheSameBytes(Format format) throws IOException {
    Weights weights = trained(TestSpecs.SPEC, "dense");
    Path first = write("first", weights, TestSpecs.SPEC, format);
    // Two seconds are the resolution of an archive's times: no time is in it at all.
    Path second = write("second", trained(TestSpecs.SPEC, "dense"), TestSpecs.SPEC, format);
    assertThat(first).hasSameBinaryContentAs(second);
    try (ZipFile archive = new ZipFile(first.toFile())) {
      assertThat(archive.stream().map(ZipEntry::getTimeLocal)).containsOnly(FixedTime.OF_ENTRIES);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void deeplearning4jReadsTheNetworkAndItsOutputsAreOurs(Precision precision) throws IOException {
    TrialSpec spec = TestSpecs.withPrecision(TestSpecs.SPEC, precision);
    Weights weights = trained(spec, "dense");
    Path file = write("network.zip", weights, spec, Format.DL4J);

    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);

    double[] input = new double[14];
    input[3] = 1;
    input[9] = 0.5;
    try (INDArray row = Nd4j.create(input, new long[] {1, 14}, network.params().dataType())) {
      double[] outputs = network.output(row).toDoubleVector();
      // A float's rounding, 6e-8, times some twenty additions of numbers near 1.
      double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 1e-12;
      double[] expected = outputs(weights, input);
      for (int i = 0; i < outputs.length; i++) {
        assertThat(outputs[i]).isBetween(expected[i] - tolerance, expected[i] + tolerance);
      }
      assertThat(outputs).hasSize(7);
    }
    network.close();
  }

  @Test
  void aFileOfTheOracleIsThatOfItsWeights() throws IOException {
    Weights weights = trained(TestSpecs.SPEC, "dl4j");
    Path file = write("network.zip", weights, TestSpecs.SPEC, Format.DL4J);
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
    double first = weights.find("layer1.weight").orElseThrow().at(1);
    // [outputs, inputs] row-major: place 1 is output 0 of input 1.
    assertThat(network.getLayer(0).getParam("W").getDouble(1, 0)).isEqualTo(first);
    network.close();
  }

  // By the definition: relu(x W1' + b1) W2' + b2.
  private static double[] outputs(Weights weights, double[] input) {
    double[] hidden = layer(weights, 1, input);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    return layer(weights, 2, hidden);
  }

  private static double[] layer(Weights weights, int index, double[] input) {
    Tensor matrix = weights.find(Weights.weightName(index)).orElseThrow();
    Tensor bias = weights.find(Weights.biasName(index)).orElseThrow();
    double[] outputs = bias.values();
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < input.length; j++) {
        outputs[i] += matrix.at(i * input.length + j) * input[j];
      }
    }
    return outputs;
  }

  private static void assertHolds(Tensor tensor, Precision precision, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    boolean single = precision == Precision.FLOAT32;
    String shape = tensor.rank() == 1 ? tensor.length(0) + "," : "";
    shape = tensor.rank() == 2 ? tensor.length(0) + "," + tensor.length(1) + "," : shape;
    assertThat(new String(header, StandardCharsets.US_ASCII))
        .startsWith(
            "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(single ? "<f4" : "<f8", shape))
        .endsWith("\n");
    assertThat(bytes.position() % 64).isZero();
    for (double value : tensor.values()) {
      assertThat(single ? bytes.getFloat() : bytes.getDouble()).isEqualTo(value);
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  private Path write(String name, Weights weights, TrialSpec spec, Format format)
      throws IOException {
    Path file = folder.resolve(name);
    WeightsFile.write(file, weights, spec, format);
    return file;
  }

  private static Weights trained(TrialSpec spec, String engine) {
    try (Learner learner = EngineTable.load().engine(engine).learner(spec, TestSpecs.examples())) {
      learner.beginPhase(0);
      for (int step = 0; step < 20; step++) {
        learner.step();
      }
      return learner.weights();
    }
  }
}
