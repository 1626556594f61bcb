package org.groksweep.trainer.metrics;

import static org.groksweep.trainer.metrics.Column.optional;
import static org.groksweep.trainer.metrics.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.groksweep.trainer.metrics.Column.Type;

/** The columns of the tables metrics and trials: the product's interface to SQL. */
public final class MetricColumns {

  /** Keys whose column has a name of its own and stands in every sweep's tables. */
  private static final Map<String, Column> WELL_KNOWN =
      Map.of(
          "model.depth", optional("depth", Type.INT),
          "task.dataFraction", optional("data_fraction", Type.DOUBLE),
          "optimizer.weightDecay", optional("weight_decay", Type.DOUBLE),
          "optimizer.l2", optional("l2", Type.DOUBLE),
          "model.initScale", optional("init_scale", Type.DOUBLE),
          "task.trainExamples", optional("train_examples", Type.INT));

  /** Before the name of a column of trials that holds the last row's value. */
  public static final String FINAL = "final_";

  private MetricColumns() {}

  /** The columns of metrics for a sweep. */
  public static List<Column> ofMetrics(SweepColumns sweep) {
    List<Column> columns = new ArrayList<>(identity(sweep.axes()));
    columns.add(required("phase", Type.STRING));
    columns.add(required("phase_step", Type.LONG));
    columns.add(required("step", Type.LONG));
    columns.add(required("time", Type.DOUBLE));
    columns.addAll(measured(""));
    columns.addAll(sweep.probes());
    columns.add(required("finite", Type.BOOLEAN));
    return List.copyOf(columns);
  }

  /** The columns of trials for a sweep. */
  public static List<Column> ofTrials(SweepColumns sweep) {
    List<Column> columns = new ArrayList<>(identity(sweep.axes()));
    columns.add(required("bundle_id", Type.STRING));
    columns.add(required("digest", Type.STRING));
    columns.add(required("engine", Type.STRING));
    columns.add(required("precision", Type.STRING));
    columns.add(required("numerics_fingerprint", Type.STRING));
    columns.add(required("status", Type.STRING));
    columns.add(required("end_step", Type.LONG));
    columns.add(required("reason", Type.STRING));
    columns.add(required("passages", Type.PASSAGE_LIST));
    columns.addAll(measured(FINAL));
    sweep.probes().forEach(probe -> columns.add(optional(FINAL + probe.name(), probe.type())));
    columns.add(required("max_steps", Type.LONG));
    columns.add(required("steps", Type.LONG));
    columns.add(required("flops", Type.DOUBLE));
    // Optional, since trials of earlier versions do not have it.
    columns.add(optional("metric_rows", Type.LONG));
    columns.add(optional("error", Type.STRING));
    columns.add(required("spec", Type.STRING));
    columns.addAll(COST_AND_PROVENANCE);
    return List.copyOf(columns);
  }

  /** What may differ between two runs of one trial: all else is a pure function of its spec. */
  public static final List<Column> COST_AND_PROVENANCE =
      List.of(
          required("wall_seconds", Type.DOUBLE),
          required("host", Type.STRING),
          required("attempt", Type.STRING),
          required("started_at", Type.TIMESTAMP),
          required("versions", Type.STRING));

  /**
   * The column of an axis.
   *
   * @param path the key that it varies
   * @param type of its values where the key has no column of its own
   */
  public static Column ofAxis(String path, Type type) {
    Column wellKnown = WELL_KNOWN.get(path);
    return wellKnown != null ? wellKnown : optional(snakeCase(path), type);
  }

  /** Whether the key's column stands in every sweep's tables, axis or not. */
  public static boolean isWellKnown(String path) {
    return WELL_KNOWN.containsKey(path);
  }

  private static List<Column> identity(List<Column> axes) {
    List<Column> columns = new ArrayList<>();
    columns.add(required("sweep_id", Type.STRING));
    columns.add(required("trial_id", Type.STRING));
    columns.add(required("cell_id", Type.STRING));
    columns.add(required("seed", Type.LONG));
    columns.add(WELL_KNOWN.get("model.depth"));
    columns.add(WELL_KNOWN.get("task.dataFraction"));
    columns.add(WELL_KNOWN.get("optimizer.weightDecay"));
    columns.add(WELL_KNOWN.get("optimizer.l2"));
    columns.add(WELL_KNOWN.get("model.initScale"));
    columns.add(WELL_KNOWN.get("task.trainExamples"));
    columns.addAll(axes);
    return columns;
  }

  private static List<Column> measured(String prefix) {
    return List.of(
        optional(prefix + "train_loss", Type.DOUBLE),
        optional(prefix + "test_loss", Type.DOUBLE),
        optional(prefix + "objective", Type.DOUBLE),
        optional(prefix + "train_accuracy", Type.DOUBLE),
        optional(prefix + "test_accuracy", Type.DOUBLE),
        optional(prefix + "weight_norm", Type.DOUBLE),
        optional(prefix + "gradient_norm", Type.DOUBLE),
        optional(prefix + "logit_norm", Type.DOUBLE),
        optional(prefix + "layer_weight_norms", Type.DOUBLE_LIST));
  }

  private static String snakeCase(String path) {
    return path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toLowerCase(Locale.ROOT);
  }
}
