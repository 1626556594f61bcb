package org.groksweep.analysis.job;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the tables of escapes and L2 walks. Each begins with sweep_id and the sweep's axis
 * columns; in a table whose row stands for several trials an axis is null where they differ in it.
 * Steps, times and budgets count from the start of the phase.
 */
final class EscapeColumns {

  /** One row per trial, phase begun and escape rule. */
  static final String ESCAPES = "escapes";

  /** One row per group of escapes, temperature and time unit. */
  static final String ESCAPE_TIMES = "escape_times";

  /** One row per fit: group of escapes, time unit, zero modes and incubation. */
  static final String ARRHENIUS = "arrhenius";

  /** One row per cell with walks, mode and direction. */
  static final String HYSTERESIS = "hysteresis";

  /** One row per cell with walks, mode, direction and L2 value. */
  static final String WALKS = "walks";

  /** Tables that a sweep with escape rules has. */
  static final List<String> OF_ESCAPES = List.of(ESCAPES, ESCAPE_TIMES, ARRHENIUS);

  /** Tables that a sweep with L2 walks has. */
  static final List<String> OF_WALKS = List.of(HYSTERESIS, WALKS);

  private EscapeColumns() {}

  static StructType escapes(List<StructField> place) {
    StructType schema =
        new StructType(place.toArray(StructField[]::new))
            .add("trial_id", DataTypes.StringType, false)
            .add("cell_id", DataTypes.StringType, false)
            .add("seed", DataTypes.LongType, false);
    return temperature(waited(schema))
        .add("learning_rate", DataTypes.DoubleType, false)
        .add("steps", DataTypes.LongType)
        .add("time", DataTypes.DoubleType)
        .add("escaped", DataTypes.BooleanType, false)
        .add("status", DataTypes.StringType, false)
        .add("budget", DataTypes.LongType, false);
  }

  static StructType escapeTimes(List<StructField> place) {
    StructType schema = temperature(waited(new StructType(place.toArray(StructField[]::new))));
    schema = schema.add("time_unit", DataTypes.StringType, false);
    schema = estimate(schema, "mean_escape_time");
    schema = doubles(schema, "variation", "fitted_escape_time", "theory_escape_time");
    return sample(schema.add("n_events", DataTypes.LongType, false));
  }

  static StructType arrhenius(List<StructField> place) {
    StructType schema =
        waited(new StructType(place.toArray(StructField[]::new)))
            .add("temperature_definition", DataTypes.StringType, false)
            .add("time_unit", DataTypes.StringType, false)
            .add("zero_modes", DataTypes.IntegerType, false)
            .add("incubation_steps", DataTypes.LongType, false);
    schema = estimate(estimate(schema, "barrier"), "prefactor");
    schema = schema.add("theory", DataTypes.StringType);
    schema = doubles(schema, "theory_barrier", "theory_prefactor");
    schema = doubles(estimate(schema, "weibull_shape"), "weibull_p");
    schema = doubles(schema, "cox_snell_distance", "cox_snell_p");
    schema = doubles(estimate(schema, "curvature"), "curvature_p", "aic_advantage", "r_squared");
    schema = schema.add("n_temperatures", DataTypes.IntegerType, false);
    schema = schema.add("n_shared_seeds", DataTypes.LongType, false);
    return sample(doubles(schema, "barrier_variance_factor"));
  }

  static StructType hysteresis(List<StructField> place) {
    StructType schema = walked(new StructType(place.toArray(StructField[]::new)));
    schema = estimate(schema, "jump_l2");
    schema =
        doubles(
            schema,
            "theory_l2",
            "spinodal_l2",
            "coexistence_l2",
            "thermal_l2",
            "spinodal_residual",
            "coexistence_residual");
    schema = estimate(estimate(schema, "loop_width"), "loop_area");
    schema = doubles(schema, "transitions", "transitions_of_all_modes");
    schema =
        schema
            .add("singular_values", DataTypes.IntegerType, false)
            .add("presence_rule", DataTypes.StringType, false);
    return sample(schema);
  }

  static StructType walks(List<StructField> place) {
    StructType schema =
        walked(new StructType(place.toArray(StructField[]::new)))
            .add("visit", DataTypes.IntegerType, false)
            .add("visited_l2", DataTypes.DoubleType, false);
    schema =
        doubles(schema, "strength", "strength_lower_quartile", "strength_upper_quartile")
            .add("theory_learned", DataTypes.DoubleType)
            .add("theory_saddle", DataTypes.DoubleType);
    return schema.add("n_trials", DataTypes.LongType, false);
  }

  private static StructType waited(StructType schema) {
    return schema
        .add("group_id", DataTypes.StringType, false)
        .add("phase", DataTypes.StringType, false)
        .add("rule", DataTypes.StringType, false);
  }

  private static StructType temperature(StructType schema) {
    return schema
        .add("temperature_definition", DataTypes.StringType, false)
        .add("temperature", DataTypes.DoubleType, false);
  }

  private static StructType walked(StructType schema) {
    return schema
        .add("cell_id", DataTypes.StringType, false)
        .add("mode", DataTypes.IntegerType, false)
        .add("direction", DataTypes.StringType, false)
        .add("temperature", DataTypes.DoubleType, false)
        .add("dwell_steps", DataTypes.LongType, false);
  }

  /** An estimate with its standard error and 95 % interval. */
  private static StructType estimate(StructType schema, String name) {
    return doubles(schema, name, name + "_standard_error", name + "_lower", name + "_upper");
  }

  private static StructType doubles(StructType schema, String... names) {
    StructType wider = schema;
    for (String name : names) {
      wider = wider.add(name, DataTypes.DoubleType);
    }
    return wider;
  }

  private static StructType sample(StructType schema) {
    return schema
        .add("n_trials", DataTypes.LongType, false)
        .add("n_censored", DataTypes.LongType, false)
        .add("status", DataTypes.StringType, false)
        .add("budget", DataTypes.LongType)
        .add("assumption", DataTypes.StringType, false);
  }
}
