package org.groksweep.driver.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Schedule.Decay;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * What becomes of the planned trials of resumable sweeps where a config raises their length: each
 * goes on as the trial that differs from it in a longer last phase alone, and is superseded by it.
 */
final class Lengthening {

  /** Superseded trials, the longest first, by what they share. */
  private final Map<String, List<Costed>> shorter = new HashMap<>();

  private final List<String> superseded = new ArrayList<>();

  /** Whether no trial was made longer. */
  boolean isEmpty() {
    return shorter.isEmpty();
  }

  /** Supersedes all trials of a sweep so far and their bundles. */
  void supersede(Collection<Costed> trials, List<Bundle> bundles) {
    for (Costed each : trials) {
      shorter.computeIfAbsent(series(each), key -> new ArrayList<>()).add(0, each);
    }
    bundles.forEach(bundle -> superseded.add(bundle.id()));
  }

  /** Ids of all superseded bundles but those that a later plan has again. */
  List<String> superseded(List<Bundle> current) {
    TreeSet<String> ids = new TreeSet<>(superseded);
    current.forEach(bundle -> ids.remove(bundle.id()));
    return List.copyOf(ids);
  }

  /** Trials from which a trial can go on, the longest first; empty where there are none. */
  List<TrialId> shorter(Costed trial) {
    // Cells may differ in nothing but a length that follows from what is no part of an identity.
    return shorter.isEmpty()
        ? List.of()
        : shorter.getOrDefault(series(trial), List.of()).stream()
            .filter(each -> length(each) <= length(trial))
            .map(each -> each.trial().id())
            .toList();
  }

  /** The engine of the trials from which a trial can go on. */
  Optional<String> engine(Costed trial) {
    return shorter.isEmpty()
        ? Optional.empty()
        : shorter.getOrDefault(series(trial), List.of()).stream().map(Costed::engine).findFirst();
  }

  /** A bundle that knows from which trials its own can go on. */
  Bundle continuing(Bundle bundle, Map<TrialId, Costed> trials) {
    Map<TrialId, List<TrialId>> from = new HashMap<>();
    for (Trial trial : bundle.trials()) {
      List<TrialId> ids = shorter(trials.get(trial.id()));
      if (!ids.isEmpty()) {
        from.put(trial.id(), ids);
      }
    }
    return new Bundle(bundle.id(), bundle.engine(), bundle.trials(), bundle.flops(), from);
  }

  /**
   * Why trials cannot go on as those of a config.
   *
   * @param lengths the lengths that the config changes, as "stored -> new", by their paths
   */
  static List<ConfigProblem> problems(
      SweepConfig config,
      Map<String, String> lengths,
      Collection<Costed> stored,
      Collection<Costed> current) {
    Map<String, Costed> bySeries = new HashMap<>();
    current.forEach(each -> bySeries.put(series(each), each));
    long lost = 0;
    long cut = 0;
    long cosine = 0;
    for (Costed each : stored) {
      Costed longer = bySeries.get(series(each));
      lost += longer == null ? 1 : 0;
      cut += longer != null && length(longer) < length(each) ? 1 : 0;
      cosine += each.trial().spec().lastPhase().schedule().decay() == Decay.COSINE ? 1 : 0;
    }
    List<ConfigProblem> problems = new ArrayList<>();
    String path = lengths.keySet().iterator().next();
    add(problems, config, path, lengths, cut, stored, "made shorter: a length can only be raised");
    add(
        problems,
        config,
        path,
        lengths,
        cosine,
        stored,
        "under a cosine schedule, whose learning rates depend on the length");
    add(
        problems,
        config,
        path,
        lengths,
        lost,
        stored,
        "without a longer form here: where a length is raised, all values and seeds of the sweep"
            + " must stay, and all but the length of the last phase");
    return problems;
  }

  private static void add(
      List<ConfigProblem> problems,
      SweepConfig config,
      String path,
      Map<String, String> lengths,
      long count,
      Collection<Costed> stored,
      String rule) {
    if (count > 0) {
      problems.add(
          new ConfigProblem(
              config.place(path),
              path,
              lengths.get(path),
              "leaves %d of the %d stored trials %s".formatted(count, stored.size(), rule),
              Optional.of("give another --out")));
    }
  }

  private static long length(Costed trial) {
    return trial.trial().spec().lastPhase().maxSteps();
  }

  private static String series(Costed trial) {
    return TrialId.group(CanonicalJson.of(trial.trial().spec().lasting(1)) + trial.data());
  }
}
