package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.benchmark.Comparison;
import org.groksweep.trainer.spec.Precision;

/** A replica's step beside PyTorch's, in one batched product per layer and in a plain loop. */
public final class LockstepComparisons {

  private LockstepComparisons() {}

  /**
   * The deep linear job in the peer's single precision, the others in double; of the peer by
   * autograd for all replicas together, by a derived gradient, and one replica by autograd.
   */
  public static List<Comparison> all() {
    List<Comparison> all = new ArrayList<>(List.of(comparison("batched"), comparison("loop")));
    List<FactoredJob> factored =
        List.of(
            FactoredJob.diagonal(16, 16, Precision.FLOAT64),
            FactoredJob.diagonal(32, 32, Precision.FLOAT64),
            FactoredJob.matrix(5, 9, Precision.FLOAT64),
            FactoredJob.matrix(10, 40, Precision.FLOAT64));
    for (FactoredJob job : factored) {
      for (String mode : List.of("batched", "derived", "loop")) {
        all.add(comparison(job, mode));
      }
    }
    return all;
  }

  private static Comparison comparison(FactoredJob job, String mode) {
    List<String> peer =
        List.of(
            "factored.py",
            job.kind(),
            String.valueOf(FactoredJob.REPLICAS),
            String.valueOf(job.size()),
            String.valueOf(job.examples()),
            mode);
    return new Comparison(job.name() + ", " + mode, peer, job.steps(), 0, Optional.empty(), 0);
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
