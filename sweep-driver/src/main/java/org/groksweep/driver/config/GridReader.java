package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.groksweep.driver.config.formula.Formula;
import org.groksweep.driver.config.formula.FormulaException;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.driver.grid.Axis;
import org.groksweep.driver.grid.Grid;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;

/** Reads axes, zip, exclude and seeds. */
final class GridReader {

  private static final Key SEED =
      Key.integer("seeds", Range.ANY, "dimensionless", "The trials' seeds.");

  private final KeyTable table;
  private final FieldsReader fields;
  private final Problems problems;
  private final List<Axis> axes = new ArrayList<>();
  private final List<List<String>> zips = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();
  private final List<Long> axisSeeds = new ArrayList<>();
  private String axisSeedsPlace = "";

  GridReader(KeyTable table, FieldsReader fields, Problems problems) {
    this.table = table;
    this.fields = fields;
    this.problems = problems;
  }

  void read(Optional<ConfigNode> axesNode, Optional<ConfigNode> zip, Optional<ConfigNode> exclude) {
    axesNode.ifPresent(this::axes);
    zip.ifPresent(this::zips);
    exclude.ifPresent(this::exclude);
  }

  Grid grid() {
    return new Grid(axes, zips);
  }

  List<String> excluded() {
    return excluded;
  }

  /** The seeds, from the key seeds or the axis seed. */
  List<Long> seeds(Optional<ConfigNode> node) {
    if (node.isEmpty() && axisSeedsPlace.isEmpty()) {
      problems.add("", "seeds", "", "is missing", "write a number of seeds or a list of them");
      return List.of();
    }
    if (node.isEmpty()) {
      return axisSeeds;
    }
    if (!axisSeedsPlace.isEmpty()) {
      problems.add(axisSeedsPlace, "axes.seed", "", "says the same as seeds; give one of them");
    }
    if (!(node.get() instanceof Scalar)) {
      return seedValues(node.get());
    }
    Key count =
        Key.integer(
            "seeds", new Range(1, true, AxesReader.MOST_VALUES, true), "seeds", "Their number.");
    return new ScalarReader(problems)
        .value(count, node.get())
        .map(number -> LongStream.range(0, (Long) number).boxed().toList())
        .orElse(List.of());
  }

  private List<Long> seedValues(ConfigNode node) {
    return new AxesReader(problems).values(SEED, node).stream().map(Long.class::cast).toList();
  }

  private void axes(ConfigNode node) {
    if (node instanceof Fields named) {
      named.entries().forEach(this::axis);
      return;
    }
    problems.add(node.place(), "axes", "", "must be keys with their values, not " + node.kind());
  }

  private void axis(String name, ConfigNode node) {
    if (name.equals("seed")) {
      axisSeedsPlace = node.place();
      axisSeeds.addAll(seedValues(node));
      return;
    }
    Optional<String> path = path("axes." + name, name, node.place());
    if (path.isEmpty()) {
      return;
    }
    Key key = table.find(path.get()).orElseThrow();
    if (path.get().equals("task.type") || path.get().equals("model.type")) {
      String rule = "is no axis, since the keys depend on it; write a config for each";
      problems.add(node.place(), "axes." + name, "", rule);
      return;
    }
    if (key.isList()) {
      String rule = "is no axis, since it is a list; vary its elements by a constant";
      problems.add(node.place(), "axes." + name, "", rule);
      return;
    }
    if (fields.names(path.get())) {
      String rule = "is an axis and a fixed value too";
      problems.add(fields.places().get(path.get()), path.get(), "", rule, "leave one of them out");
    }
    if (axes.stream().anyMatch(axis -> axis.path().equals(path.get()))) {
      problems.add(node.place(), "axes." + name, "", "is an axis twice");
      return;
    }
    fields.places().put(path.get(), node.place());
    List<Object> values = new AxesReader(problems).values(key, node);
    if (!values.isEmpty()) {
      axes.add(new Axis(path.get(), values));
    }
  }

  private Optional<String> path(String where, String name, String place) {
    List<String> meanings = table.meanings(name);
    if (meanings.size() == 1 && mayBeAxis(meanings.get(0))) {
      return Optional.of(meanings.get(0));
    }
    if (meanings.size() > 1) {
      String rule = "is ambiguous; it may be " + String.join(" or ", meanings);
      problems.add(place, where, "", rule);
      return Optional.empty();
    }
    if (meanings.size() == 1) {
      problems.add(place, where, "", "is no axis: it changes nothing that a trial computes");
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>(table.paths());
    candidates.removeIf(path -> path.contains("*") || !mayBeAxis(path));
    List<String> shortNames =
        candidates.stream().map(candidate -> candidate.replaceFirst(".*\\.", "")).toList();
    candidates.addAll(shortNames);
    candidates.add("seed");
    problems.add(place, where, "", "is no key of a trial", DidYouMean.hint(name, candidates));
    return Optional.empty();
  }

  private static boolean mayBeAxis(String path) {
    return !path.startsWith("recording.") && !path.startsWith("passages.");
  }

  private void zips(ConfigNode node) {
    if (!(node instanceof Items groups)) {
      problems.add(node.place(), "zip", "", "must be a list of lists of axes");
      return;
    }
    for (ConfigNode group : groups.nodes()) {
      if (group instanceof Items names) {
        zip(names);
      } else {
        problems.add(group.place(), "zip", "", "must be a list of lists, as in [[depth, l2]]");
      }
    }
  }

  private void zip(Items names) {
    List<Axis> zipped = new ArrayList<>();
    for (ConfigNode node : names.nodes()) {
      String name = node instanceof Scalar scalar ? scalar.text() : "";
      List<String> meanings = table.meanings(name);
      Optional<Axis> axis = axes.stream().filter(a -> meanings.contains(a.path())).findFirst();
      if (axis.isEmpty()) {
        List<String> paths = axes.stream().map(Axis::path).toList();
        problems.add(node.place(), "zip", name, "is no axis here", DidYouMean.hint(name, paths));
        return;
      }
      String path = axis.get().path();
      if (zips.stream().anyMatch(paths -> paths.contains(path)) || zipped.contains(axis.get())) {
        problems.add(node.place(), "zip", name, "is zipped twice");
        return;
      }
      zipped.add(axis.get());
    }
    long lengths = zipped.stream().mapToInt(axis -> axis.values().size()).distinct().count();
    if (lengths != 1 || zipped.size() < 2) {
      List<String> sizes =
          zipped.stream().map(axis -> axis.path() + " has " + axis.values().size()).toList();
      String rule = "must join at least two axes of equal length; " + String.join(", ", sizes);
      problems.add(names.place(), "zip", "", rule);
      return;
    }
    zips.add(zipped.stream().map(Axis::path).toList());
  }

  private void exclude(ConfigNode node) {
    List<ConfigNode> conditions = node instanceof Items items ? items.nodes() : List.of(node);
    for (ConfigNode condition : conditions) {
      if (!(condition instanceof Scalar scalar) || scalar.isNull()) {
        problems.add(condition.place(), "exclude", "", "must be conditions, as in \"depth == 2\"");
        continue;
      }
      try {
        excluded.add(Formula.parse(scalar.text()).toString());
        fields.places().put("exclude." + (excluded.size() - 1), scalar.place());
      } catch (FormulaException e) {
        problems.add(scalar.place(), "exclude", scalar.text(), e.getMessage());
      }
    }
  }
}
