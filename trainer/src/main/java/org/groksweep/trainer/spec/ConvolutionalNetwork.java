package org.groksweep.trainer.spec;

import java.util.List;

/**
 * A convolutional network on images of one channel: depth - denseDepth convolutions of stride 1
 * over zero-padded images that keep their size, each followed by a ReLU and by pooling, then
 * denseDepth fully connected layers, ReLU between them. It has no biases, so the outputs are
 * homogeneous of degree {@code depth} in the weights: c·w gives c^depth times the outputs.
 *
 * @param depth number of weight layers, at least 2
 * @param denseDepth how many of them, the last ones, are fully connected; in [1, depth)
 * @param channels of each convolution's output, at least 1
 * @param kernel side of the convolutions' kernels in pixels, odd
 * @param pooling side of the pooled squares in pixels, at least 1, which is none; its power by the
 *     number of convolutions divides the image's height and width
 * @param poolingKind what pooling takes of a square
 * @param width units of each hidden fully connected layer, at least 1; without effect at denseDepth
 *     1
 * @param initialization the scheme of the first weights; a kernel's inputs are kernel² · channels
 * @param initStandardDeviation of {@link Initialization#NORMAL}, above 0; without effect elsewhere
 * @param initScale factor on the first weights, above 0
 * @param outputScale a further factor on the last layer's first weights, at least 0
 */
public record ConvolutionalNetwork(
    int depth,
    int denseDepth,
    int channels,
    int kernel,
    int pooling,
    Pooling poolingKind,
    int width,
    Initialization initialization,
    double initStandardDeviation,
    double initScale,
    double outputScale)
    implements ModelSpec {

  public static final String TYPE = "cnn";

  public ConvolutionalNetwork {
    Require.atLeast("depth", depth, 2);
    Require.atLeast("denseDepth", denseDepth, 1);
    Require.that(denseDepth < depth, "denseDepth", denseDepth, "must be below the depth, " + depth);
    Require.atLeast("channels", channels, 1);
    Require.that(kernel >= 1 && kernel % 2 == 1, "kernel", kernel, "must be odd");
    Require.atLeast("pooling", pooling, 1);
    Require.atLeast("width", width, 1);
    Require.positive("initStandardDeviation", initStandardDeviation);
    Require.positive("initScale", initScale);
    Require.atLeast("outputScale", outputScale, 0.0);
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** Number of convolutions. */
  public int convolutions() {
    return depth - denseDepth;
  }

  /** Whether weight layer {@code layer}, counted from 0, is a convolution. */
  public boolean isConvolution(int layer) {
    return layer < convolutions();
  }

  /** Channels of the input of a convolution, counted from 0. */
  public int inputChannels(int layer) {
    return layer == 0 ? 1 : channels;
  }

  /** Whether an image's side can be pooled as often as there are convolutions. */
  public boolean divides(int side) {
    int left = side;
    for (int i = 0; i < convolutions(); i++) {
      if (left % pooling != 0) {
        return false;
      }
      left /= pooling;
    }
    return true;
  }

  /** Places of the images that weight layer {@code layer}, a convolution, works on. */
  public int places(int layer, int features) {
    int sides = shrinkage(layer);
    return features / Math.multiplyExact(sides, sides);
  }

  /** Inputs of each unit of weight layer {@code layer}, counted from 0. */
  public int layerInputs(int layer, int features) {
    if (isConvolution(layer)) {
      return Math.multiplyExact(inputChannels(layer), Math.multiplyExact(kernel, kernel));
    }
    return layer == convolutions() ? Math.multiplyExact(channels, places(layer, features)) : width;
  }

  /** Units, or output channels, of weight layer {@code layer}, counted from 0. */
  public int layerOutputs(int layer, int outputs) {
    if (isConvolution(layer)) {
      return channels;
    }
    return layer == depth - 1 ? outputs : width;
  }

  /**
   * The lengths of weight layer {@code layer}, counted from 0: [channels out, channels in, kernel,
   * kernel] or [outputs, inputs].
   */
  public List<Integer> layerShape(int layer, int features, int outputs) {
    return isConvolution(layer)
        ? List.of(channels, inputChannels(layer), kernel, kernel)
        : List.of(layerOutputs(layer, outputs), layerInputs(layer, features));
  }

  private int shrinkage(int poolings) {
    int sides = 1;
    for (int i = 0; i < poolings; i++) {
      sides = Math.multiplyExact(sides, pooling);
    }
    return sides;
  }
}
