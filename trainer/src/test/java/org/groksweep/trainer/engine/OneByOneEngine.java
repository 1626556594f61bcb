package org.groksweep.trainer.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.loop.EscapeTracker;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Groups of the dense engine's learners, one after the other.
 *
 * @param failingSeed whose trial fails by its own error at its phase's step 5
 */
public record OneByOneEngine(OptionalLong failingSeed) implements GroupEngine {

  private static final DenseEngine DENSE = new DenseEngine();

  @Override
  public String name() {
    return "one-by-one";
  }

  @Override
  public boolean supports(TrialSpec spec) {
    return DENSE.supports(spec);
  }

  @Override
  public String numericsFingerprint() {
    return DENSE.numericsFingerprint();
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    return DENSE.learner(spec, examples);
  }

  @Override
  public GroupLearner group(List<TrialSpec> replicas, Examples examples) {
    return new Group(replicas, examples);
  }

  private final class Group implements GroupLearner {

    private final List<TrialSpec> specs;
    private final List<WatchingLearner> learners = new ArrayList<>();
    private final List<List<EscapeTracker>> trackers = new ArrayList<>();
    private final BitSet running = new BitSet();
    private Phase phase;

    Group(List<TrialSpec> specs, Examples examples) {
      this.specs = specs;
      for (TrialSpec spec : specs) {
        learners.add((WatchingLearner) DENSE.learner(spec, examples));
        trackers.add(new ArrayList<>());
      }
      this.phase = specs.get(0).phases().get(0);
    }

    @Override
    public int replicas() {
      return specs.size();
    }

    @Override
    public void beginPhase(int index, BitSet going) {
      phase = specs.get(0).phases().get(index);
      running.clear();
      running.or(going);
      for (int r = going.nextSetBit(0); r >= 0; r = going.nextSetBit(r + 1)) {
        learners.get(r).beginPhase(index);
        trackers.get(r).clear();
        for (var rule : phase.escapes()) {
          trackers.get(r).add(new EscapeTracker(rule));
        }
        look(r);
      }
    }

    @Override
    public void advance(long toPhaseStep) {
      for (int r = 0; r < learners.size(); r++) {
        while (running.get(r) && learners.get(r).phaseStep() < toPhaseStep) {
          learners.get(r).step();
          look(r);
          if (learners.get(r).phaseStep() == 5 && isFailing(r)) {
            throw new IllegalStateException("planned failure");
          }
        }
      }
    }

    private boolean isFailing(int r) {
      return failingSeed.isPresent() && failingSeed.getAsLong() == specs.get(r).seeds().seed();
    }

    private void look(int r) {
      WatchingLearner learner = learners.get(r);
      if (!learner.finite()) {
        running.clear(r);
        return;
      }
      for (int i = 0; i < trackers.get(r).size(); i++) {
        EscapeTracker tracker = trackers.get(r).get(i);
        tracker.accept(learner.phaseStep(), learner.watched(i));
        if (tracker.crossing().isPresent() && phase.endsAt(tracker.rule())) {
          running.clear(r);
        }
      }
    }

    @Override
    public boolean running(int replica) {
      return running.get(replica);
    }

    @Override
    public long phaseStep(int replica) {
      return learners.get(replica).phaseStep();
    }

    @Override
    public boolean finite(int replica) {
      return learners.get(replica).finite();
    }

    @Override
    public OptionalLong crossing(int replica, int rule) {
      return trackers.get(replica).get(rule).crossing();
    }

    @Override
    public Measurement measure(int replica) {
      return learners.get(replica).measure();
    }

    @Override
    public Weights weights(int replica) {
      return learners.get(replica).weights();
    }

    @Override
    public void close() {
      learners.forEach(Learner::close);
    }
  }
}
