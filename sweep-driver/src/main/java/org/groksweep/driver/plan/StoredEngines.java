package org.groksweep.driver.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.BundleCutter.Costed;

/**
 * Which engines a sweep's stored plans gave its cells: a cell's later trials, and the longer forms
 * of its trials, get them too, even where the engines of a newer version would be given otherwise.
 */
final class StoredEngines {

  private final SweepPlanner planner;
  private final Lengthening lengthening;
  private final Map<String, String> byCell = new HashMap<>();

  StoredEngines(SweepPlanner planner, Lengthening lengthening) {
    this.planner = planner;
    this.lengthening = lengthening;
  }

  /** A trial of a stored plan, trained by the engine that the plan says. */
  Costed stored(Costed trial, String engine) {
    byCell.put(trial.trial().cellId(), engine);
    return planner.trainedBy(trial, engine);
  }

  /** A new trial of a config, by its cell's engine unless the config names one. */
  Costed fresh(Costed trial, SweepConfig config) {
    if (!config.engine().equals(SweepConfig.AUTOMATIC_ENGINE)) {
      return trial;
    }
    return Optional.ofNullable(byCell.get(trial.trial().cellId()))
        .or(() -> lengthening.engine(trial))
        .filter(engine -> planner.canTrain(engine, trial))
        .map(engine -> planner.trainedBy(trial, engine))
        .orElse(trial);
  }
}
