package org.groksweep.trainer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.TrialSpec;

/** What a spec asks of an engine beyond its model: noise, escapes, fresh examples. */
public final class PlainTraining {

  private PlainTraining() {}

  /** Whether a trial needs none of them. */
  public static boolean isAll(TrialSpec spec) {
    return spec.batching().sampling() != Sampling.FRESH
        && spec.phases().stream().allMatch(PlainTraining::isPlain);
  }

  /** The metrics that a trial's escapes watch. */
  public static List<String> watched(TrialSpec spec) {
    return spec.phases().stream()
        .flatMap(phase -> phase.escapes().stream())
        .map(EscapeRule::metric)
        .distinct()
        .toList();
  }

  /** What a trial needs of them, in words; empty where it is none. */
  static List<String> demands(TrialSpec spec) {
    List<String> demands = new ArrayList<>();
    if (spec.batching().sampling() == Sampling.FRESH) {
      demands.add("fresh batches");
    }
    Stream<Phase> phases = spec.phases().stream();
    if (phases.anyMatch(phase -> phase.gradientNoise() > 0 || phase.startNoise() > 0)) {
      demands.add("noise");
    }
    if (!watched(spec).isEmpty()) {
      demands.add("escapes that watch " + String.join(", ", watched(spec)));
    }
    if (!spec.start().equals(Start.OF_MODEL)) {
      demands.add("a start from saved weights");
    }
    return demands;
  }

  private static boolean isPlain(Phase phase) {
    return phase.gradientNoise() == 0 && phase.startNoise() == 0 && phase.escapes().isEmpty();
  }
}
