package org.groksweep.trainer.engine.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.engine.dense.Layer;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.TrialSpec;
import org.nd4j.linalg.factory.Nd4j;

/** Perceptrons as files of Deeplearning4j's ModelSerializer, whichever engine has trained them. */
public final class SerializedNetwork {

  private SerializedNetwork() {}

  /** Whether a spec's network can be written. */
  public static boolean supports(TrialSpec spec) {
    return spec.model() instanceof MultiLayerPerceptron;
  }

  /**
   * Writes a network, without the state of an optimizer.
   *
   * @param weights of the spec's model
   * @param time of the archive's entries, so that the same weights give the same bytes
   */
  public static void write(Weights weights, TrialSpec spec, LocalDateTime time, OutputStream out)
      throws IOException {
    NativeBackend.ofProcess().confineThisThread();
    Layout layout = layout(weights, (MultiLayerPerceptron) spec.model());
    MultiLayerNetwork network = Networks.network(spec, layout, Optional.empty());
    network.setParams(
        Nd4j.create(
            inTheirOrder(weights, layout),
            new long[] {1, layout.parameterCount()},
            Networks.dataType(spec.precision())));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, archive, false);
    copyWithTime(archive.toByteArray(), time, out);
  }

  private static Layout layout(Weights weights, MultiLayerPerceptron model) {
    Tensor first = weights.layers().get(0);
    Tensor last = weights.layers().get(weights.layers().size() - 1);
    return Layout.of(model, first.length(1), last.length(0));
  }

  // Layer by layer, weights and then biases; [outputs, inputs] row-major is theirs, column-major.
  private static double[] inTheirOrder(Weights weights, Layout layout) {
    double[] theirs = new double[layout.parameterCount()];
    int next = 0;
    for (int layer = 1; layer <= layout.layers().size(); layer++) {
      Layer shape = layout.layers().get(layer - 1);
      double[] values = weights.find(Weights.weightName(layer)).orElseThrow().values();
      System.arraycopy(values, 0, theirs, next, shape.weightCount());
      next += shape.weightCount();
      if (shape.hasBias()) {
        double[] bias = weights.find(Weights.biasName(layer)).orElseThrow().values();
        System.arraycopy(bias, 0, theirs, next, shape.biasCount());
        next += shape.biasCount();
      }
    }
    return theirs;
  }

  private static void copyWithTime(byte[] archive, LocalDateTime time, OutputStream out)
      throws IOException {
    ZipOutputStream copy = new ZipOutputStream(out);
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive))) {
      ZipEntry entry = entries.getNextEntry();
      while (entry != null) {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(time);
        copy.putNextEntry(same);
        entries.transferTo(copy);
        copy.closeEntry();
        entry = entries.getNextEntry();
      }
    }
    copy.finish();
  }
}
