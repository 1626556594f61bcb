package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.driver.grid.Axis;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.TrialSpec;

/** Resolves the cells of a config: evaluates expressions, drops the excluded, builds the specs. */
public final class Cells {

  /** More trials than this are refused before anything is built; a plan of a million takes 1 GB. */
  public static final long MOST_TRIALS = 1_000_000;

  private final SweepConfig config;
  private final Families families;
  private final Problems problems;
  private final TaskShapes shapes;
  private final List<Cell> cells = new ArrayList<>();
  private final List<List<AxisValue>> axisValues;
  // By key and rule: the first problem, and in how many cells it showed.
  private final Map<List<String>, Found> found = new LinkedHashMap<>();

  private record Found(ConfigProblem problem, String firstCell, long cells) {}

  private Cells(SweepConfig config, Families families, Problems problems) {
    this.config = config;
    this.families = families;
    this.problems = problems;
    this.shapes = new TaskShapes(families.tasks());
    this.axisValues = config.grid().axes().stream().map(Cells::values).toList();
  }

  /**
   * The cells of a config in their order, the first axis slowest.
   *
   * @throws ConfigException with every problem of every cell
   */
  public static List<Cell> of(SweepConfig config, Families families) {
    Problems problems = new Problems();
    List<Cell> cells = new Cells(config, families, problems).resolve();
    problems.throwIfAny(config.source());
    return cells;
  }

  /** Adds to {@code problems} what is wrong with the cells of a config that has other problems. */
  static void find(SweepConfig config, Families families, Problems problems) {
    boolean typed =
        config.fields().containsKey("task.type") && config.fields().containsKey("model.type");
    if (typed) {
      new Cells(config, families, problems).resolve();
    }
  }

  private List<Cell> resolve() {
    String taskType = config.fields().get("task.type").written().toString();
    String modelType = config.fields().get("model.type").written().toString();
    TaskFamily task = families.task(taskType).orElseThrow();
    ModelFamily model = families.model(modelType).orElseThrow();
    KeyTable table = KeyTable.of(families, task, model);
    FieldGraph graph = new FieldGraph(config, table, problems);
    List<Condition> conditions = conditions(graph);
    if (tooLarge()) {
      return List.of();
    }
    CellAssembler assembler = new CellAssembler(config, graph, task, model, shapes);
    long left = 0;
    for (int[] indices : config.grid().cells()) {
      left += resolve(indices, graph, conditions, assembler) ? 1 : 0;
    }
    if (left == 0) {
      String rule = "leaves none of the " + config.grid().size() + " cells";
      problems.add(config.place("exclude.0"), "exclude", "", rule);
    }
    report(left);
    return cells;
  }

  private List<Condition> conditions(FieldGraph graph) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < config.excluded().size(); i++) {
      graph
          .condition(config.excluded().get(i), config.place("exclude." + i))
          .ifPresent(conditions::add);
    }
    return conditions;
  }

  private boolean tooLarge() {
    double trials = (double) config.grid().size() * Math.max(1, config.seeds().size());
    if (trials <= MOST_TRIALS) {
      return false;
    }
    String lengths =
        config.grid().axes().stream()
            .map(axis -> axis.path() + " " + axis.values().size())
            .collect(Collectors.joining(", "));
    String rule =
        "has %d cells of %d seeds (%s); a sweep has at most %d trials"
            .formatted(config.grid().size(), config.seeds().size(), lengths, MOST_TRIALS);
    problems.add("", "axes", "", rule);
    return true;
  }

  /** Whether the cell is not excluded. */
  private boolean resolve(
      int[] indices, FieldGraph graph, List<Condition> conditions, CellAssembler assembler) {
    CellReport report = new CellReport(config);
    Object[] values = graph.evaluate(indices, report);
    if (excluded(conditions, values, report)) {
      return false;
    }
    Optional<TrialSpec> spec = assembler.assemble(values, report);
    if (!report.problems().isEmpty()) {
      String cell = describe(indices);
      report.problems().forEach(problem -> count(problem, cell));
    } else if (spec.isPresent()) {
      add(spec.get(), indices, assembler.data(values, spec.get()));
    }
    return true;
  }

  private boolean excluded(List<Condition> conditions, Object[] values, CellReport report) {
    for (Condition condition : conditions) {
      if (condition.holds(values, report).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private void add(TrialSpec spec, int[] indices, DataShape data) {
    cells.add(new Cell(axes(indices), spec, data));
  }

  private List<AxisValue> axes(int[] indices) {
    AxisValue[] values = new AxisValue[indices.length];
    for (int i = 0; i < indices.length; i++) {
      values[i] = axisValues.get(i).get(indices[i]);
    }
    return List.of(values);
  }

  private static List<AxisValue> values(Axis axis) {
    return axis.values().stream().map(value -> new AxisValue(axis.path(), value)).toList();
  }

  private String describe(int[] indices) {
    return axes(indices).stream()
        .map(value -> value.path() + " = " + NumberText.of(value.value()))
        .collect(Collectors.joining(", "));
  }

  private void count(ConfigProblem problem, String cell) {
    List<String> identity = List.of(problem.key(), problem.rule());
    found.merge(
        identity,
        new Found(problem, cell, 1),
        (old, more) -> new Found(old.problem(), old.firstCell(), old.cells() + 1));
  }

  private void report(long left) {
    for (Found each : found.values()) {
      ConfigProblem problem = each.problem();
      String where =
          each.cells() == left
              ? ""
              : " (in %d of %d cells, the first with %s)"
                  .formatted(each.cells(), left, each.firstCell());
      problems.add(
          problem.place(), problem.key(), problem.value(), problem.rule() + where, problem.hint());
    }
  }
}
