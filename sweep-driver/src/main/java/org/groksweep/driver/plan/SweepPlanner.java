package org.groksweep.driver.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.groksweep.driver.config.Cell;
import org.groksweep.driver.config.Cells;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.grid.Axis;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Decides all trials of a config, before anything runs: a pure function of the config and the
 * tasks' data. Cells come in the order of the axes, the first slowest; seeds within a cell.
 */
public final class SweepPlanner {

  private static final int SWEEP_ID_DIGITS = 8;

  private final Families families;
  private final EngineTable engines;

  /** A planner with given families and engines. */
  public SweepPlanner(Families families, EngineTable engines) {
    this.families = families;
    this.engines = engines;
  }

  /** A planner with the families and engines of the class path. */
  public static SweepPlanner standard() {
    return new SweepPlanner(Families.load(), EngineTable.load());
  }

  /**
   * The plan of a config that has no stored plan.
   *
   * @throws org.groksweep.driver.config.ConfigException with all problems of the cells
   */
  public SweepPlan plan(SweepConfig config) {
    return extend(config, List.of(), Map.of()).plan();
  }

  /**
   * What a config asks for, before its sweep's directory is looked at.
   *
   * @throws org.groksweep.driver.config.ConfigException with all problems of the cells
   */
  public ConfigTrials trials(SweepConfig config) {
    List<Cell> cells = Cells.of(config, families);
    return new ConfigTrials(config, cells, trials(config, cells));
  }

  /**
   * The plan of a sweep that has stored plans, extended by what the config adds. Values that the
   * config no longer has stay in the sweep.
   *
   * @param stored oldest first, possibly none
   * @param versions of the software, to be stored with a new plan
   * @throws org.groksweep.driver.config.ConfigException with all problems of the cells, or where
   *     the config contradicts the newest stored plan, key by key, or where the data has changed
   * @throws IllegalStateException if a stored plan cannot be derived again
   */
  public PlannedSweep extend(
      SweepConfig config, List<PlanFile> stored, Map<String, String> versions) {
    return extend(trials(config), stored, versions);
  }

  /** The same with the config's trials at hand. */
  public PlannedSweep extend(
      ConfigTrials current, List<PlanFile> stored, Map<String, String> versions) {
    return new StoredPlans(this, families, stored).extendedBy(current, versions);
  }

  /** The sweep's id if this config is its first: the name and a part of the digest. */
  static String sweepId(SweepConfig config) {
    return config.name() + "-" + config.digest().substring(0, SWEEP_ID_DIGITS);
  }

  /** The columns of axes that have none in every sweep's tables, in the config's order. */
  static List<Column> axisColumns(SweepConfig config) {
    return config.grid().axes().stream()
        .filter(axis -> !MetricColumns.isWellKnown(axis.path()))
        .map(axis -> MetricColumns.ofAxis(axis.path(), type(axis)))
        .toList();
  }

  private List<Costed> trials(SweepConfig config, List<Cell> cells) {
    CanonicalSpec canonical = new CanonicalSpec();
    Costed[][] byCell = new Costed[cells.size()][];
    IntStream.range(0, byCell.length)
        .parallel()
        .forEach(i -> byCell[i] = trials(cells.get(i), config, canonical));
    DuplicateCells.refuse(config, Arrays.stream(byCell).map(cell -> cell[0].trial()).toList());
    List<Costed> all = new ArrayList<>();
    Arrays.stream(byCell).forEach(trials -> all.addAll(Arrays.asList(trials)));
    return all;
  }

  private Costed[] trials(Cell cell, SweepConfig config, CanonicalSpec canonical) {
    TrialSpec template = cell.spec();
    String data = cell.data().fingerprint();
    TrialId.Beginning withoutSeeds = new TrialId.Beginning(canonical.withoutSeeds(template));
    String cellId = withoutSeeds.cell(canonical.endOfCell(template.seeds()), data);
    String engine = engine(config, template);
    boolean grouped = engines.engine(engine) instanceof GroupEngine;
    double flops = work(cell, grouped);
    Costed[] trials = new Costed[config.seeds().size()];
    for (int i = 0; i < trials.length; i++) {
      SeedStreams seeds = new SeedStreams(config.seeds().get(i), template.seeds().pinned());
      String rest = canonical.endOfTrial(seeds.seed(), template.seeds());
      TrialId id = withoutSeeds.trial(rest, data);
      Trial trial = new Trial(id, cellId, template.withSeeds(seeds), cell.axes());
      trials[i] = new Costed(trial, engine, grouped, flops, data);
    }
    return trials;
  }

  /** Whether there is an engine of a name that can train a trial. */
  boolean canTrain(String engine, Costed trial) {
    return engines.names().contains(engine)
        && engines.engine(engine).supports(trial.trial().spec());
  }

  /** The same trial trained by another engine, which may be gone. */
  Costed trainedBy(Costed trial, String engine) {
    if (engine.equals(trial.engine()) || !engines.names().contains(engine)) {
      return new Costed(trial.trial(), engine, trial.grouped(), trial.flops(), trial.data());
    }
    boolean grouped = engines.engine(engine) instanceof GroupEngine;
    long steps = trial.trial().spec().phases().stream().mapToLong(Phase::expectedSteps).sum();
    double beside = BundleCutter.stepFlops(grouped) - BundleCutter.stepFlops(trial.grouped());
    return new Costed(trial.trial(), engine, grouped, trial.flops() + steps * beside, trial.data());
  }

  private String engine(SweepConfig config, TrialSpec spec) {
    Optional<String> asked =
        Optional.of(config.engine()).filter(name -> !name.equals(SweepConfig.AUTOMATIC_ENGINE));
    try {
      return engines.nameFor(spec, asked);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          config.source(),
          List.of(
              new ConfigProblem(
                  config.place("engine"),
                  "engine",
                  config.engine(),
                  "cannot be used: " + e.getMessage(),
                  Optional.of("the engines are auto, " + String.join(", ", engines.names())))));
    }
  }

  /** Of its expected steps, with what each takes beside its arithmetic. */
  private double work(Cell cell, boolean grouped) {
    TrialSpec spec = cell.spec();
    FlopEstimate estimate =
        FlopEstimate.of(
            families.models().of(spec.model()),
            spec,
            cell.data().features(),
            cell.data().outputs());
    double flops = 0;
    for (Phase phase : spec.phases()) {
      double step = estimate.step(spec.batching(), phase) + BundleCutter.stepFlops(grouped);
      flops += phase.expectedSteps() * step;
    }
    return flops;
  }

  private static Column.Type type(Axis axis) {
    Object value = axis.values().get(0);
    if (value instanceof Long) {
      return Column.Type.LONG;
    }
    if (value instanceof Double) {
      return Column.Type.DOUBLE;
    }
    return value instanceof Boolean ? Column.Type.BOOLEAN : Column.Type.STRING;
  }
}
