package org.groksweep.trainer.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.StartableGroupLearner;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialSpec;
import org.groksweep.trainer.weights.SavedWeights;

/**
 * Trains trials that are equal but for their seeds as one group. Rows go out ordered by (trial,
 * step) once the group has ended; a bounded number of them is held in memory. Those of a trial
 * alone go out as they come.
 *
 * <p>Rows, outcomes but for their wall-clock time, and what ends a trial are those that the trial
 * has alone. A group that fails by its own error is trained again, trial by trial, so that the one
 * at fault is CRASHED and the others are not; then no states are kept.
 */
public final class GroupRunner {

  private final GroupEngine engine;
  private final ModelFamilies models;
  private final Probes probes;
  private final int mostRowsInMemory;

  public GroupRunner(GroupEngine engine, ModelFamilies models, Probes probes) {
    this(engine, models, probes, RowSpill.MOST_IN_MEMORY);
  }

  GroupRunner(GroupEngine engine, ModelFamilies models, Probes probes, int mostRowsInMemory) {
    this.engine = engine;
    this.models = models;
    this.probes = probes;
    this.mostRowsInMemory = mostRowsInMemory;
  }

  /**
   * Cuts trials, in their order, into runs of those that can be one group.
   *
   * @param most trials in one group
   */
  public static List<List<Trial>> groups(List<Trial> trials, int most) {
    SeedStreams none = SeedStreams.of(0);
    List<List<Trial>> groups = new ArrayList<>();
    for (Trial trial : trials) {
      List<Trial> open = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      boolean fits =
          !open.isEmpty()
              && open.size() < most
              && open.get(0).spec().withSeeds(none).equals(trial.spec().withSeeds(none));
      if (!fits) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(trial);
    }
    return groups;
  }

  /** The same as {@link #run(List, Examples, Observation, TrialHost)}, without states. */
  public List<TrialOutcome> run(
      List<Trial> trials,
      Examples examples,
      Observation observation,
      MetricSink sink,
      TrialWatch watch)
      throws IOException, InterruptedException {
    return run(trials, examples, observation, TrialHost.of(sink, watch));
  }

  /**
   * Trains trials to their ends. A trial's own failure is an outcome, CRASHED.
   *
   * @param trials equal but for their seeds; at least one
   * @param host its sink takes all rows of the first trial, then those of the next; its checkpoints
   *     are those of these trials together; its weights are handed over as they come, and once more
   *     where a group of many is trained again; its watch may limit the seconds of a trial: its
   *     share of the group's
   * @return the outcomes in the order of the trials
   * @throws IOException if a row cannot be kept: no trial has an outcome
   * @throws InterruptedException if the watch interrupts them: no trial has an outcome
   * @throws LinkageError if a native library will not load: no fault of the trials
   */
  public List<TrialOutcome> run(
      List<Trial> trials, Examples examples, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    TrialSpec spec = trials.get(0).spec();
    FlopEstimate cost =
        FlopEstimate.of(models.of(spec.model()), spec, examples.features(), examples.outputs());
    try (RowSpill rows = new RowSpill(trials.size(), mostRowsInMemory)) {
      List<Replica> replicas = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        Trial trial = trials.get(i);
        int place = i;
        RowSpill.Taker taker =
            trials.size() == 1
                ? row -> host.sink().accept(trial, row)
                : row -> rows.add(place, row);
        replicas.add(replica(trial, observation, host, taker));
      }
      GroupLoop loop = new GroupLoop(spec, cost, examples, replicas, host.watch());
      try (GroupLearner learner =
          engine.group(trials.stream().map(Trial::spec).toList(), examples)) {
        begin(spec.start(), learner);
        loop.run(learner, host.checkpoints(), new WaitingRows(trials, rows));
      } catch (RuntimeException | StackOverflowError e) {
        if (trials.size() > 1) {
          loop.takeBackProgress();
          return oneByOne(trials, examples, observation, host);
        }
        replicas.get(0).crashed(e);
      }
      List<TrialOutcome> outcomes = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        Trial trial = trials.get(i);
        rows.drain(i, row -> Records.accept(host.sink(), trial, row));
        outcomes.add(replicas.get(i).outcome(engine.name(), loop.wallSeconds() / trials.size()));
        if (outcomes.get(i).status().isResult()) {
          loop.keepEnd(i);
        }
      }
      return outcomes;
    }
  }

  private Replica replica(
      Trial trial, Observation observation, TrialHost host, RowSpill.Taker rows) {
    return new Replica(
        trial,
        observation,
        probes.of(trial.spec(), observation),
        new WeightsSaver(trial, observation.saving(), host.weights()),
        rows);
  }

  private static void begin(Start start, GroupLearner learner) throws IOException {
    if (start instanceof Start.Saved saved) {
      ((StartableGroupLearner) learner).startFrom(SavedWeights.read(saved));
    }
  }

  private List<TrialOutcome> oneByOne(
      List<Trial> trials, Examples examples, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    TrialHost each = new TrialHost(host.sink(), host.watch(), Checkpoints.NONE, host.weights());
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (Trial trial : trials) {
      outcomes.addAll(run(List.of(trial), examples, observation, each));
    }
    return outcomes;
  }
}
