package org.groksweep.driver.plan;

import java.util.List;
import org.groksweep.driver.config.Cell;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.BundleCutter.Costed;

/** All that a config asks for by itself, whatever its sweep's directory holds. */
public final class ConfigTrials {

  private final SweepConfig config;
  private final List<Cell> cells;
  private final List<Costed> trials;

  ConfigTrials(SweepConfig config, List<Cell> cells, List<Costed> trials) {
    this.config = config;
    this.cells = cells;
    this.trials = trials;
  }

  SweepConfig config() {
    return config;
  }

  List<Cell> cells() {
    return cells;
  }

  /** In the plan's order: cell by cell, seed by seed. */
  List<Costed> trials() {
    return trials;
  }
}
