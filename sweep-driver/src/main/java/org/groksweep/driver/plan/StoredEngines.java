package org.groksweep.driver.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.trainer.spec.TrialId;

/**
 * Which engines a sweep's stored plans gave its cells where the configs named none: a cell's later
 * trials, and the longer forms of its trials, get them too, even where the engines of a newer
 * version would be given otherwise.
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
  Costed stored(Costed trial, String engine, SweepConfig config) {
    if (isAutomatic(config)) {
      byCell.put(trial.trial().cellId(), engine);
    }
    return planner.trainedBy(trial, engine);
  }

  /** The new ones of a config's trials, by their cells' engines unless the config names one. */
  List<Costed> fresh(List<Costed> all, SweepConfig config, Set<TrialId> known) {
    Stream<Costed> fresh = all.stream().filter(each -> !known.contains(each.trial().id()));
    if (!isAutomatic(config)) {
      return fresh.toList();
    }
    // Of a longer cell, a seed that is new has the engine of those that are not.
    for (Costed each : all) {
      lengthening
          .engine(each)
          .ifPresent(engine -> byCell.putIfAbsent(each.trial().cellId(), engine));
    }
    return fresh.map(this::byItsCellsEngine).toList();
  }

  private static boolean isAutomatic(SweepConfig config) {
    return config.engine().equals(SweepConfig.AUTOMATIC_ENGINE);
  }

  private Costed byItsCellsEngine(Costed trial) {
    return Optional.ofNullable(byCell.get(trial.trial().cellId()))
        .filter(engine -> planner.canTrain(engine, trial))
        .map(engine -> planner.trainedBy(trial, engine))
        .orElse(trial);
  }
}
