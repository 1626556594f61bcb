package org.groksweep.driver.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.groksweep.driver.config.FieldGraph.NoValue;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.weights.SavedWeights;

/** Builds where a cell's trials begin, and checks that saved weights fit the model. */
final class StartAssembler {

  static final String KEY = "start.from";

  private final FieldGraph graph;
  private final ModelFamily family;
  private final DataFiles files = new DataFiles();
  private final Map<String, Found> found = new HashMap<>();

  /** A file's fingerprint and the shapes of its tensors, or what is wrong with it. */
  private record Found(Optional<Start> start, Map<String, List<Integer>> shapes, String problem) {}

  StartAssembler(FieldGraph graph, ModelFamily family) {
    this.graph = graph;
    this.family = family;
  }

  /** The start of a cell; empty after a problem. */
  Optional<Start> assemble(Object[] cell, ModelSpec model, DataShape data, CellReport report) {
    int slot = graph.slot(KEY);
    if (slot < 0 || cell[slot] == NoValue.ABSENT) {
      return Optional.of(Start.OF_MODEL);
    }
    if (!(cell[slot] instanceof String file)) {
      return Optional.empty();
    }
    Found weights = found.computeIfAbsent(file, this::find);
    if (weights.start().isEmpty()) {
      report.refuse(KEY, file, weights.problem());
      return Optional.empty();
    }
    Map<String, List<Integer>> shapes = family.shapes(model, data.features(), data.outputs());
    if (shapes.isEmpty()) {
      report.refuse(KEY, file, "cannot be where a model of type " + model.type() + " begins");
      return Optional.empty();
    }
    if (!shapes.equals(weights.shapes())) {
      report.refuse(
          KEY, file, "holds %s; the model has %s".formatted(text(weights.shapes()), text(shapes)));
      return Optional.empty();
    }
    return weights.start();
  }

  private Found find(String file) {
    try {
      String path = files.qualified(file);
      Weights weights = SavedWeights.read(path, files);
      Map<String, List<Integer>> shapes = new LinkedHashMap<>();
      for (Tensor tensor : weights.tensors()) {
        shapes.put(tensor.name(), IntStream.of(tensor.shape()).boxed().toList());
      }
      Start start = new Start.Saved(path, SavedWeights.fingerprint(weights));
      return new Found(Optional.of(start), shapes, "");
    } catch (DataException | IllegalArgumentException e) {
      return new Found(Optional.empty(), Map.of(), "is a wrong file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<String, List<Integer>> shapes) {
    StringBuilder text = new StringBuilder();
    shapes.forEach(
        (name, shape) -> text.append(text.isEmpty() ? "" : ", ").append(name).append(shape));
    return text.toString();
  }
}
