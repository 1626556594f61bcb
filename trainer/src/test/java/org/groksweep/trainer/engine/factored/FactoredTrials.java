package org.groksweep.trainer.engine.factored;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/** Trials of factored models by plain gradient descent. */
public final class FactoredTrials {

  private FactoredTrials() {}

  public static TrialSpec spec(
      TaskSpec task, ModelSpec model, Loss loss, int trainExamples, double learningRate, double l2)
      throws IOException {
    Examples examples = TaskFamilies.load().examples(task);
    TestSet testSet =
        examples.count() == examples.available() ? TestSet.COMPLEMENT : TestSet.HOLD_OUT;
    Phase phase =
        new Phase(
            "train",
            1_000_000_000L,
            trainExamples,
            trainExamples / (double) examples.available(),
            testSet,
            learningRate,
            Schedule.NONE,
            0,
            l2,
            OptimizerState.KEEP,
            BatchStream.CONTINUE);
    return new TrialSpec(
        task,
        model,
        loss,
        new Sgd(0, true),
        Batching.FULL,
        Precision.FLOAT64,
        List.of(phase),
        List.of(),
        SeedStreams.of(5));
  }

  public static Learner learner(TrialSpec spec) throws Exception {
    Learner learner = new FactoredEngine().learner(spec, TaskFamilies.load().examples(spec.task()));
    learner.beginPhase(0);
    return learner;
  }
}
