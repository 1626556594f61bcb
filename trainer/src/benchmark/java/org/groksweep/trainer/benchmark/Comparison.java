package org.groksweep.trainer.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * One job that a peer and we both do.
 *
 * @param name of the job, such as "depth 3, width 200"
 * @param peer script and its arguments; see {@link Peer} for what it answers
 * @param ours the same job of ours
 * @param warmUp units that both do at least before any is timed
 * @param limit the part of ours that cannot be left out, such as its bare matrix products
 * @param limitFlops floating-point operations of the limit per unit; 0 without a limit
 */
public record Comparison(
    String name,
    List<String> peer,
    Timed ours,
    long warmUp,
    Optional<Timed> limit,
    double limitFlops) {

  public Comparison {
    peer = List.copyOf(peer);
  }
}
