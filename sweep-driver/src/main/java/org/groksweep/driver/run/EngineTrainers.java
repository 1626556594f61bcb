package org.groksweep.driver.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.loop.GroupRunner;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.loop.TrialRunner;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/** The trainer module's engines, tasks and models, as ServiceLoader finds them. */
public final class EngineTrainers implements TrainerFactory {

  private static final long serialVersionUID = 1L;

  @Override
  public TrialTrainer trainer(String engine) {
    return new EngineTrainer(EngineTable.load().engine(engine));
  }

  // A group's state stays in a core's cache far below this; rows are what there are many of.
  private static final int MOST_REPLICAS = 4096;

  private static final class EngineTrainer implements TrialTrainer {

    private final Engine engine;
    private final ModelFamilies models = ModelFamilies.load();
    private final Probes probes = Probes.load();
    private final TrialRunner runner;
    private final TaskFamilies tasks = TaskFamilies.load();
    // The trials of a bundle mostly share their task; it is made once for them.
    private final Map<TaskSpec, Examples> examples = new HashMap<>();

    EngineTrainer(Engine engine) {
      this.engine = engine;
      this.runner = new TrialRunner(engine, models, probes);
    }

    @Override
    public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
        throws IOException, InterruptedException {
      return runner.run(trial, examplesOf(trial), observation, host);
    }

    @Override
    public List<List<Trial>> groups(List<Trial> trials) {
      return engine instanceof GroupEngine
          ? GroupRunner.groups(trials, MOST_REPLICAS)
          : TrialTrainer.super.groups(trials);
    }

    @Override
    public List<TrialOutcome> trainGroup(
        List<Trial> trials, Observation observation, TrialHost host)
        throws IOException, InterruptedException {
      return engine instanceof GroupEngine groups
          ? new GroupRunner(groups, models, probes)
              .run(trials, examplesOf(trials.get(0)), observation, host)
          : TrialTrainer.super.trainGroup(trials, observation, host);
    }

    @Override
    public String numericsFingerprint() {
      return engine.numericsFingerprint();
    }

    private Examples examplesOf(Trial trial) throws IOException {
      TaskSpec task = trial.spec().task();
      Examples made = examples.get(task);
      if (made == null) {
        made = tasks.examples(task);
        checkPlanned(trial, made);
        examples.put(task, made);
      }
      return made;
    }

    // A file may have changed since it was planned, or be another one on this machine. The name of
    // a trial is a hash of its data too, so that one trial tells for all of its task.
    private static void checkPlanned(Trial trial, Examples made) throws IOException {
      TrialId found = TrialId.of(CanonicalJson.of(trial.spec()), made.fingerprint());
      if (!found.equals(trial.id())) {
        throw new IOException(
            "task "
                + trial.spec().task().type()
                + " has other examples here than those planned: with fingerprint "
                + made.fingerprint()
                + ", trial "
                + trial.id()
                + " would be "
                + found
                + "; restore its files, or begin another sweep");
      }
    }
  }
}
