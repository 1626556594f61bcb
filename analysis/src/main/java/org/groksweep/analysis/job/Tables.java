package org.groksweep.analysis.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.groksweep.analysis.critical.CriticalSize;
import org.groksweep.analysis.critical.Levels;
import org.groksweep.analysis.critical.SizedTrial;
import org.groksweep.analysis.events.TrialEvents;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.SweepColumns;

/** The columns of the analysis tables, and their rows to and from the values of the estimators. */
final class Tables {

  static final String EVENTS = "events";
  static final String CRITICAL_SIZE = "critical_size";

  /** All tables that an analysis can have. */
  static final List<String> NAMES =
      Stream.of(List.of(EVENTS, CRITICAL_SIZE), EscapeColumns.OF_ESCAPES, EscapeColumns.OF_WALKS)
          .flatMap(List::stream)
          .toList();

  /** A trial's events, by its id; the axis columns come from the table trials. */
  static final StructType TRIAL_EVENTS =
      new StructType()
          .add("trial_id", DataTypes.StringType, false)
          .add("memorized_at", DataTypes.LongType)
          .add("memorized_lower", DataTypes.LongType)
          .add("generalized_at", DataTypes.LongType)
          .add("generalized_lower", DataTypes.LongType)
          .add("delay", DataTypes.LongType)
          .add("generalized_at_end", DataTypes.BooleanType, false)
          .add("censored", DataTypes.BooleanType, false)
          .add("outcome", DataTypes.StringType)
          .add("rule", DataTypes.StringType, false);

  /** The columns of a trial's identity that are its own. */
  static final List<String> TRIAL_NAMES = List.of("trial_id", "cell_id", "seed");

  private Tables() {}

  /** The columns that name a trial and its place in the sweep, in the order of the table trials. */
  static List<String> identity(String[] trialsColumns) {
    Set<String> others = names(MetricColumns.ofTrials(SweepColumns.NONE));
    others.removeAll(names(MetricColumns.ofMetrics(SweepColumns.NONE)));
    return Arrays.stream(trialsColumns)
        .filter(name -> !others.contains(name) && !name.startsWith(MetricColumns.FINAL))
        .toList();
  }

  /** The columns that a group of trials shares: all axes but the size's. */
  static List<String> group(List<String> identity, SizeAxis over) {
    return identity.stream()
        .filter(name -> !TRIAL_NAMES.contains(name) && !over.columns().contains(name))
        .toList();
  }

  static Row events(String trialId, TrialEvents events, String rule) {
    return RowFactory.create(
        trialId,
        boxed(events.memorizedAt()),
        boxed(events.memorizedLower()),
        boxed(events.generalizedAt()),
        boxed(events.generalizedLower()),
        boxed(events.delay()),
        events.generalizedAtEnd(),
        events.censored(),
        events.outcome().map(Enum::name).orElse(null),
        rule);
  }

  /** The values of some columns of a row, as a row that is equal where they are. */
  static Row part(Row row, List<String> columns) {
    return RowFactory.create(columns.stream().map(row::<Object>getAs).toArray());
  }

  /**
   * What the critical size needs of a trial.
   *
   * @param hasAccuracy whether its final test accuracy was measured: a regression's is not, and a
   *     diverged trial's may not be
   */
  record MeasuredTrial(SizedTrial sized, boolean hasAccuracy) implements Serializable {}

  /** A row of trials with its events and its size. */
  static MeasuredTrial measuredTrial(Row row) {
    Double accuracy = row.getAs("final_test_accuracy");
    boolean measured = accuracy != null && accuracy >= 0 && accuracy <= 1;
    EndReason status = EndReason.valueOf(row.<String>getAs("status"));
    SizedTrial sized =
        new SizedTrial(
            row.<Long>getAs("seed"),
            row.<Long>getAs("examples"),
            status,
            row.<Boolean>getAs("generalized_at_end") && status != EndReason.DIVERGED,
            measured ? accuracy : 0,
            row.<Long>getAs("max_steps"));
    return new MeasuredTrial(sized, measured);
  }

  /** The columns of critical_size behind those of the group. */
  static StructType criticalSize(StructType group) {
    StructType schema =
        group.add("over", DataTypes.StringType, false).add("definition", DataTypes.StringType);
    for (String name : List.of("critical_size", "width_10_90", "isotonic_critical_size")) {
      schema =
          schema
              .add(name, DataTypes.DoubleType)
              .add(name + "_standard_error", DataTypes.DoubleType)
              .add(name + "_lower", DataTypes.DoubleType)
              .add(name + "_upper", DataTypes.DoubleType);
    }
    return schema
        .add("floor", DataTypes.DoubleType)
        .add("ceiling", DataTypes.DoubleType)
        .add("n_trials", DataTypes.LongType, false)
        .add("n_censored", DataTypes.LongType, false)
        .add("status", DataTypes.StringType, false)
        .add("budget", DataTypes.LongType)
        .add("assumption", DataTypes.StringType, false)
        .add("rule", DataTypes.StringType, false);
  }

  static Row criticalSize(Row group, String over, CriticalSize size, String rule) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < group.length(); i++) {
      cells.add(group.get(i));
    }
    cells.add(over);
    cells.add(size.definition().key());
    for (Estimate estimate :
        List.of(size.criticalSize(), size.width1090(), size.isotonicCriticalSize())) {
      cells.add(boxed(estimate.value()));
      cells.add(boxed(estimate.standardError()));
      cells.add(boxed(estimate.lower()));
      cells.add(boxed(estimate.upper()));
    }
    cells.add(size.levels().map(Levels::floor).orElse(null));
    cells.add(size.levels().map(Levels::ceiling).orElse(null));
    Estimate main = size.criticalSize();
    cells.add(main.trials());
    cells.add(main.censored());
    cells.add(main.status().name());
    cells.add(boxed(main.budget()));
    cells.add(main.assumption());
    cells.add(rule);
    return RowFactory.create(cells.toArray());
  }

  private static Set<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.toCollection(HashSet::new));
  }

  // A table's cell without a value is null; nothing else here is.
  static Object boxed(OptionalLong number) {
    return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
  }

  static Object boxed(OptionalDouble number) {
    return number.isPresent() ? Double.valueOf(number.getAsDouble()) : null;
  }
}
