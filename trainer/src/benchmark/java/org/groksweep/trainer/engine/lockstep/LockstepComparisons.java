package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.benchmark.Comparison;
import org.groksweep.trainer.spec.Precision;

/** A replica's step beside PyTorch's, in one batched product per layer and in a plain loop. */
public final class LockstepComparisons {

  private LockstepComparisons() {}

  /** The same job against both, in the peer's single precision. */
  public static List<Comparison> all() {
    return List.of(comparison("batched"), comparison("loop"));
  }

  private static Comparison comparison(String mode) {
    ReplicaJob job = ReplicaJob.peers(Precision.FLOAT32);
    return new Comparison(
        job.name() + ", " + mode,
        List.of(
            "deep_linear.py",
            String.valueOf(job.replicas()),
            String.valueOf(job.depth()),
            String.valueOf(job.width()),
            String.valueOf(job.batching().size()),
            mode),
        job.steps(),
        0,
        Optional.empty(),
        0);
  }
}
