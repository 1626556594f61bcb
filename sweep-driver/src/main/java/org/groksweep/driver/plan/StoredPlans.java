package org.groksweep.driver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.groksweep.driver.config.Cell;
import org.groksweep.driver.config.ConfigDifference;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.BundleCutter.Costed;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TrialId;

/**
 * Joins a config to the stored plans of its sweep: old bundles stay as they are, and new ones are
 * cut from the trials that no plan had.
 *
 * <p>Where a config raises the length of a resumable sweep's trials, all of them are superseded by
 * the longer ones, which are cut into bundles as if the sweep began with them.
 *
 * <p>What a trial is watched for is no part of its id: the newest config's recording and passages
 * hold for all trials that are trained from now on.
 */
final class StoredPlans {

  /** Between the fingerprints of tasks with one canonical form. */
  private static final String SEPARATOR = " ";

  /** What the names of saved weights begin with, among those of data. */
  private static final String START = "start.from ";

  private final SweepPlanner planner;
  private final Families families;
  private final List<PlanFile> stored;
  private final List<SweepConfig> configs = new ArrayList<>();
  private final Map<TrialId, Costed> known = new LinkedHashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<Bundle> bundles = new ArrayList<>();
  private final Lengthening lengthening = new Lengthening();
  private final StoredEngines engines;

  StoredPlans(SweepPlanner planner, Families families, List<PlanFile> stored) {
    this.planner = planner;
    this.families = families;
    this.stored = List.copyOf(stored);
    this.engines = new StoredEngines(planner, lengthening);
    for (int i = 0; i < stored.size(); i++) {
      configs.add(read(i));
    }
  }

  PlannedSweep extendedBy(ConfigTrials derived, Map<String, String> versions) {
    SweepConfig config = derived.config();
    refuseConflicts(config);
    Map<String, String> data = data(derived.cells());
    refuseChangedData(config, data);
    List<Costed> current = derived.trials();
    Map<TrialId, Costed> byId = new LinkedHashMap<>();
    current.forEach(costed -> byId.put(costed.trial().id(), costed));
    for (int i = 0; i < stored.size(); i++) {
      SweepConfig next = configs.get(i);
      List<Costed> trials = planner.trials(next).trials();
      if (i > 0 && !lengths(configs.get(i - 1), next, trials).isEmpty()) {
        supersede();
      }
      addBundles(i, next, trials, byId);
    }
    supersedeWhatIsMadeLonger(config, current);
    List<Costed> fresh = engines.fresh(current, config, known.keySet());
    List<Bundle> added = BundleCutter.cut(fresh);
    bundles.addAll(added);
    SweepPlanner.axisColumns(config).forEach(column -> columns.putIfAbsent(column.name(), column));
    String sweepId = stored.isEmpty() ? SweepPlanner.sweepId(config) : stored.get(0).sweepId();
    PlanFile file =
        new PlanFile(
            sweepId,
            config.canonicalJson(),
            config.digest(),
            data,
            versions,
            added.stream().map(StoredPlans::range).toList());
    return new PlannedSweep(
        new SweepPlan(
            sweepId,
            config.name(),
            List.copyOf(columns.values()),
            config.observation(),
            continuing(byId),
            lengthening.superseded(bundles)),
        isNews(file) ? Optional.of(file) : Optional.empty(),
        fresh.size(),
        known.keySet().stream().filter(id -> !byId.containsKey(id)).count(),
        fresh.stream().filter(costed -> !lengthening.shorter(costed).isEmpty()).count());
  }

  /** The bundles, each knowing from which superseded trials its own go on. */
  private List<Bundle> continuing(Map<TrialId, Costed> current) {
    if (lengthening.isEmpty()) {
      return bundles;
    }
    Map<TrialId, Costed> all = new HashMap<>(known);
    all.putAll(current);
    return bundles.stream().map(bundle -> lengthening.continuing(bundle, all)).toList();
  }

  private void supersedeWhatIsMadeLonger(SweepConfig config, List<Costed> current) {
    if (stored.isEmpty()) {
      return;
    }
    Map<String, String> lengths = lengths(newest(), config, current);
    if (lengths.isEmpty()) {
      return;
    }
    List<ConfigProblem> problems = Lengthening.problems(config, lengths, known.values(), current);
    if (!problems.isEmpty()) {
      throw new ConfigException(config.source(), problems);
    }
    supersede();
  }

  /** The lengths that a config changes; none where the sweep's trials are its all the same. */
  private Map<String, String> lengths(
      SweepConfig before, SweepConfig after, List<Costed> trialsAfter) {
    Map<String, String> lengths = ConfigDifference.lengths(before, after);
    if (lengths.isEmpty()) {
      return lengths;
    }
    Set<TrialId> ids = new HashSet<>();
    trialsAfter.forEach(costed -> ids.add(costed.trial().id()));
    return ids.containsAll(known.keySet()) ? Map.of() : lengths;
  }

  private void supersede() {
    lengthening.supersede(known.values(), bundles);
    known.clear();
    bundles.clear();
  }

  private boolean isNews(PlanFile file) {
    boolean newest =
        !stored.isEmpty() && stored.get(stored.size() - 1).digest().equals(file.digest());
    return !newest || !file.bundles().isEmpty();
  }

  private void refuseConflicts(SweepConfig config) {
    if (stored.isEmpty()) {
      return;
    }
    List<ConfigProblem> conflicts = ConfigDifference.conflicts(newest(), config);
    if (!conflicts.isEmpty()) {
      throw new ConfigException(config.source(), conflicts);
    }
  }

  private void refuseChangedData(SweepConfig config, Map<String, String> data) {
    List<ConfigProblem> changed = new ArrayList<>();
    for (PlanFile plan : stored) {
      plan.data()
          .forEach(
              (task, before) -> {
                String now = data.getOrDefault(task, before);
                if (contradict(before, now)) {
                  changed.add(changedData(config, task, before + " -> " + now));
                }
              });
    }
    if (!changed.isEmpty()) {
      throw new ConfigException(config.source(), changed);
    }
  }

  /** Whether data went and others came; an axis of paths may gain files, or lose them. */
  private static boolean contradict(String before, String now) {
    Set<String> old = Set.of(before.split(SEPARATOR));
    Set<String> current = Set.of(now.split(SEPARATOR));
    return !old.containsAll(current) && !current.containsAll(old);
  }

  private static ConfigProblem changedData(SweepConfig config, String task, String change) {
    if (task.startsWith(START)) {
      return new ConfigProblem(
          config.place("start.from"),
          "start.from",
          task.substring(START.length()),
          "has other weights than when the sweep began: fingerprint " + change,
          Optional.of("give another --out, or the weights that the sweep began with"));
    }
    return new ConfigProblem(
        config.place("task.type"),
        "task",
        task,
        "has other examples than when the sweep began: fingerprint " + change,
        Optional.of("give another --out, or the data that the sweep began with"));
  }

  /** The bundles of a stored plan, derived again from its config and checked against their ids. */
  private void addBundles(
      int number, SweepConfig config, List<Costed> all, Map<TrialId, Costed> current) {
    SweepPlanner.axisColumns(config).forEach(column -> columns.putIfAbsent(column.name(), column));
    List<Costed> trials =
        all.stream().filter(costed -> !known.containsKey(costed.trial().id())).toList();
    int first = 0;
    for (PlanFile.Range range : stored.get(number).bundles()) {
      int end = first + range.trials();
      if (end > trials.size()) {
        throw notDerivable(number, range);
      }
      List<Costed> members = new ArrayList<>();
      for (Costed costed : trials.subList(first, end)) {
        // The newest config knows the trial's place on axes that came later.
        Costed newest = current.getOrDefault(costed.trial().id(), costed);
        Costed member = engines.stored(newest, range.engine(), config);
        members.add(member);
        known.put(member.trial().id(), member);
      }
      Bundle bundle = BundleCutter.bundle(members);
      if (!bundle.id().equals(range.id())) {
        throw notDerivable(number, range);
      }
      bundles.add(bundle);
      first = end;
    }
  }

  private IllegalStateException notDerivable(int number, PlanFile.Range range) {
    return new IllegalStateException(
        "plan %s of sweep %s does not give its bundle %s again; it was made by %s"
            .formatted(
                source(number),
                stored.get(number).sweepId(),
                range.id(),
                stored.get(number).versions()));
  }

  private SweepConfig newest() {
    return configs.get(configs.size() - 1);
  }

  private SweepConfig read(int number) {
    return ConfigReader.read(source(number), stored.get(number).config(), List.of(), families);
  }

  private static String source(int number) {
    return "plans/%04d.json".formatted(number + 1);
  }

  private static PlanFile.Range range(Bundle bundle) {
    return new PlanFile.Range(bundle.id(), bundle.engine(), bundle.trials().size());
  }

  private static Map<String, String> data(List<Cell> cells) {
    Map<TaskSpec, String> byTask = new HashMap<>();
    cells.forEach(cell -> byTask.putIfAbsent(cell.spec().task(), cell.data().fingerprint()));
    // Tasks that differ in the paths of their files alone have one canonical form.
    Map<String, Set<String>> byForm = new TreeMap<>();
    byTask.forEach(
        (task, fingerprint) ->
            byForm
                .computeIfAbsent(CanonicalJson.of(task), form -> new TreeSet<>())
                .add(fingerprint));
    for (Cell cell : cells) {
      if (cell.spec().start() instanceof Start.Saved saved) {
        byForm.computeIfAbsent(
            START + saved.file(), file -> new TreeSet<>(Set.of(saved.fingerprint())));
      }
    }
    Map<String, String> data = new TreeMap<>();
    byForm.forEach((form, fingerprints) -> data.put(form, String.join(SEPARATOR, fingerprints)));
    return data;
  }
}
