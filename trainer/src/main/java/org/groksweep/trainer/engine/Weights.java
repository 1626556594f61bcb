package org.groksweep.trainer.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot of a learner's parameters in double precision: named tensors in the order of the
 * layers, which nothing changes any more. A float32 engine's numbers are its floats, exactly.
 *
 * <p>Weight layers are "layer1.weight", "layer1.bias", "layer2.weight" and so on, from the input
 * on; a matrix is [outputs, inputs], so that a linear network is layerL.weight · … · layer1.weight.
 * Other kinds of models name their tensors as they like.
 */
public final class Weights {

  private final List<Tensor> tensors;

  /**
   * A snapshot.
   *
   * @throws IllegalArgumentException if two tensors have one name
   */
  public Weights(List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    Set<String> names = new HashSet<>();
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("weights: " + tensor.name() + " is there twice");
      }
    }
  }

  /** The name of a layer's weights; layers count from 1. */
  public static String weightName(int layer) {
    return "layer" + layer + ".weight";
  }

  /** The name of a layer's biases; layers count from 1. */
  public static String biasName(int layer) {
    return "layer" + layer + ".bias";
  }

  /** All tensors in their order. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The tensor of a name. */
  public Optional<Tensor> find(String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** The weights of the layers, layer1.weight first; empty for a model that names others. */
  public List<Tensor> layers() {
    List<Tensor> layers = new ArrayList<>();
    Optional<Tensor> next = find(weightName(1));
    while (next.isPresent()) {
      layers.add(next.get());
      next = find(weightName(layers.size() + 1));
    }
    return layers;
  }

  /**
   * Checks that names and shapes are those of others, in their order.
   *
   * @throws IllegalArgumentException if they are not
   */
  public void requireLike(Weights expected) {
    if (!tensors.toString().equals(expected.tensors.toString())) {
      throw new IllegalArgumentException(
          "weights: %s must be %s".formatted(tensors, expected.tensors));
    }
  }

  /** Whether names, shapes and all bits are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && tensors.equals(weights.tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }

  @Override
  public String toString() {
    return "Weights" + tensors;
  }

  /** One named array of numbers, row-major. */
  public static final class Tensor {

    private final String name;
    private final int[] shape;
    private final double[] values;

    private Tensor(String name, int[] shape, double[] values) {
      this.name = name;
      this.shape = shape;
      this.values = values;
    }

    /**
     * A tensor of its own copy of the values.
     *
     * @param shape lengths of its dimensions, the slowest first
     * @param source holds the values, row-major, from {@code from} on; more may follow
     */
    public static Tensor copyOf(String name, int[] shape, double[] source, int from) {
      int size = 1;
      for (int length : shape) {
        size = Math.multiplyExact(size, length);
      }
      if (from < 0 || size > source.length - from) {
        throw new IllegalArgumentException(
            "%s: %s values must be among the %d from place %d on"
                .formatted(name, Arrays.toString(shape), source.length, from));
      }
      return new Tensor(name, shape.clone(), Arrays.copyOfRange(source, from, from + size));
    }

    public String name() {
      return name;
    }

    /** The lengths of the dimensions, the slowest first. */
    public int[] shape() {
      return shape.clone();
    }

    /** Number of dimensions. */
    public int rank() {
      return shape.length;
    }

    /** The length of a dimension, counted from 0. */
    public int length(int dimension) {
      return shape[dimension];
    }

    /** Number of values. */
    public int size() {
      return values.length;
    }

    /** The value at a place in row-major order. */
    public double at(int place) {
      return values[place];
    }

    /** A copy of the values, row-major. */
    public double[] values() {
      return values.clone();
    }

    /** Whether name, shape and all bits are the same; one NaN is like another. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Tensor tensor
          && name.equals(tensor.name)
          && Arrays.equals(shape, tensor.shape)
          && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return name + Arrays.toString(shape);
    }
  }
}
