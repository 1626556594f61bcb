package org.groksweep.driver.run;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;

/** An engine, and a note of whether each trial that it trains goes on from a shorter one. */
final class NotingTrainer implements TrialTrainer {

  private final TrialTrainer real;
  private final List<Boolean> wentOn;

  NotingTrainer(String engine, List<Boolean> wentOn) {
    this.real = new EngineTrainers().trainer(engine);
    this.wentOn = wentOn;
  }

  @Override
  public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    return real.train(trial, observation, noting(host));
  }

  @Override
  public List<List<Trial>> groups(List<Trial> trials) {
    return real.groups(trials);
  }

  @Override
  public List<TrialOutcome> trainGroup(List<Trial> trials, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    return real.trainGroup(trials, observation, noting(host));
  }

  @Override
  public String numericsFingerprint() {
    return real.numericsFingerprint();
  }

  private TrialHost noting(TrialHost host) {
    Checkpoints noting = new Noting(host.checkpoints());
    return new TrialHost(host.sink(), host.watch(), noting, host.weights());
  }

  private final class Noting extends ForwardingCheckpoints {

    Noting(Checkpoints checkpoints) {
      super(checkpoints);
    }

    @Override
    public boolean restoreShorter(int place, MetricSink rows, StateReader state)
        throws IOException {
      boolean went = super.restoreShorter(place, rows, state);
      wentOn.add(went);
      return went;
    }
  }
}
