package org.groksweep.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.groksweep.analysis.hysteresis.WalkDirection;
import org.groksweep.analysis.hysteresis.WalkGroup;
import org.groksweep.analysis.hysteresis.WalkPlan;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.ModeLandscape;
import org.groksweep.analysis.theory.StationaryPoint;

/** Rows of the tables of {@link EscapeColumns} about walks. */
final class HysteresisRows {

  private static final String MISSING = "trials that did not end their walks are missing";

  private HysteresisRows() {}

  /** One per mode and direction. */
  static Stream<Row> hysteresis(List<HysteresisTrial> cell, Places places) {
    Row settings = cell.get(0).settings();
    WalkPlan plan = HysteresisTrial.plan(settings).orElseThrow();
    List<DeepLinearMode> modes = EscapeSettings.modes(settings);
    boolean complete = cell.stream().allMatch(HysteresisTrial::isComplete);
    WalkGroup group =
        new WalkGroup(
            plan,
            modes,
            complete ? cell.stream().map(HysteresisTrial::observations).toList() : List.of());
    List<Row> rows = new ArrayList<>();
    for (int mode = 0; mode < modes.size(); mode++) {
      for (WalkDirection direction : WalkDirection.values()) {
        if (plan.legs().containsKey(direction)) {
          List<Object> cells = begin(cell, places, plan, mode, direction);
          Estimate none = none(cell.size());
          addJump(
              cells,
              complete ? group.jump(mode, direction) : none,
              group,
              modes.get(mode),
              mode,
              direction,
              settings);
          EscapeRows.addEstimate(cells, complete ? group.width(mode) : none);
          EscapeRows.addEstimate(cells, complete ? group.area(mode) : none);
          cells.add(complete ? group.transitions(mode, direction) : null);
          cells.add(complete ? group.transitions(direction) : null);
          cells.add(modes.size());
          cells.add(group.presenceRule());
          EscapeRows.addSample(cells, complete ? group.jump(mode, direction) : none);
          rows.add(RowFactory.create(cells.toArray()));
        }
      }
    }
    return rows.stream();
  }

  private static Estimate none(long trials) {
    return Estimate.none(
        FitStatus.INCOMPLETE, new Estimate.Sample(trials, 0, OptionalLong.empty(), MISSING));
  }

  private static void addJump(
      List<Object> cells,
      Estimate jump,
      WalkGroup group,
      DeepLinearMode theory,
      int mode,
      WalkDirection direction,
      Row settings) {
    OptionalDouble thermal =
        isChain(settings) ? group.thermalJump(mode, direction) : OptionalDouble.empty();
    OptionalDouble noiseless = group.noiselessJump(mode, direction);
    EscapeRows.addEstimate(cells, jump);
    cells.add(Tables.boxed(group.isThermal() ? thermal : noiseless));
    cells.add(theory.upperSpinodalL2());
    cells.add(theory.coexistenceL2());
    cells.add(Tables.boxed(thermal));
    cells.add(Tables.boxed(less(jump.value(), noiseless)));
    cells.add(Tables.boxed(less(jump.value(), OptionalDouble.of(theory.coexistenceL2()))));
  }

  // The hazard is that of a scalar chain; wider networks have more ways over the saddle.
  private static boolean isChain(Row settings) {
    return settings.<Row>getAs("model").<Integer>getAs("width") == 1;
  }

  private static OptionalDouble less(OptionalDouble value, OptionalDouble from) {
    return value.isPresent() && from.isPresent()
        ? OptionalDouble.of(value.getAsDouble() - from.getAsDouble())
        : OptionalDouble.empty();
  }

  /** One per mode, direction and visit. */
  static Stream<Row> walks(List<HysteresisTrial> cell, Places places) {
    Row settings = cell.get(0).settings();
    WalkPlan plan = HysteresisTrial.plan(settings).orElseThrow();
    List<DeepLinearMode> modes = EscapeSettings.modes(settings);
    List<Row> rows = new ArrayList<>();
    for (int mode = 0; mode < modes.size(); mode++) {
      int of = mode;
      plan.legs()
          .forEach(
              (direction, leg) -> {
                for (int visit = 0; visit < leg.visits().size(); visit++) {
                  List<Object> cells = begin(cell, places, plan, of, direction);
                  WalkPlan.Step step = leg.visits().get(visit);
                  cells.add(visit + 1);
                  cells.add(step.l2());
                  addStrengths(
                      cells, strengths(cell, step.name(), of), modes.get(of).at(step.l2()));
                  rows.add(RowFactory.create(cells.toArray()));
                }
              });
    }
    return rows.stream();
  }

  private static List<Double> strengths(List<HysteresisTrial> cell, String phase, int mode) {
    return cell.stream()
        .filter(trial -> trial.strengths().containsKey(phase))
        .map(trial -> trial.strengths().get(phase).get(mode))
        .sorted()
        .toList();
  }

  private static void addStrengths(
      List<Object> cells, List<Double> sorted, ModeLandscape landscape) {
    for (double share : new double[] {0.5, 0.25, 0.75}) {
      // The smallest value that so large a share does not exceed.
      int rank = Math.max(1, (int) Math.ceil(share * sorted.size()));
      cells.add(sorted.isEmpty() ? null : sorted.get(rank - 1));
    }
    cells.add(landscape.learned().map(StationaryPoint::strength).orElse(null));
    cells.add(landscape.saddle().map(StationaryPoint::strength).orElse(null));
    cells.add((long) sorted.size());
  }

  private static List<Object> begin(
      List<HysteresisTrial> cell, Places places, WalkPlan plan, int mode, WalkDirection direction) {
    List<Object> cells = places.of(cell.stream().map(HysteresisTrial::identity).toList());
    cells.add(places.cell(cell.get(0).identity(), "cell_id"));
    cells.add(mode + 1);
    cells.add(direction.name().toLowerCase(Locale.ROOT));
    cells.add(plan.legs().get(direction).temperature());
    cells.add(plan.legs().get(direction).dwellSteps());
    return cells;
  }
}
