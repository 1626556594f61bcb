package org.groksweep.driver.plan;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * Cuts an ordered list of trials into bundles, along its order, by static cost alone: the same list
 * is cut the same way on every machine. The seeds of a cell that are trained as a group stay in one
 * bundle where one is large enough for them.
 */
final class BundleCutter {

  /** About ten seconds of one core on small networks: what a kill costs at most is bearable. */
  static final double BUNDLE_FLOPS = 1e11;

  /** About a second: a task is worth its start and its two files. */
  static final double SMALLEST_BUNDLE_FLOPS = 1e10;

  /**
   * Into about so many bundles a sweep is cut that is small, so that it fills a machine's cores.
   */
  static final int FEW_BUNDLES = 16;

  /**
   * What a step takes beside its arithmetic (drawing noise, looking for a passage, calling), in
   * floating-point operations of the same time: some 0.2 µs of one replica among many, some 2 µs of
   * a trial alone. A chain of three weights has 40 operations of its own.
   */
  private static final double STEP_FLOPS_IN_A_GROUP = 2e3;

  private static final double STEP_FLOPS_ALONE = 2e4;

  /** A plan has not many more bundles than this, so that a large sweep is not all small files. */
  static final int MANY_BUNDLES = 2000;

  /**
   * A trial with what decides its bundle.
   *
   * @param engine that trains it
   * @param grouped whether the engine advances the seeds of a cell together
   * @param flops that its training is worth, {@link #stepFlops} for each step included; without
   *     recording, which may change and regroups nothing
   * @param data the fingerprint of its examples
   */
  record Costed(Trial trial, String engine, boolean grouped, double flops, String data) {}

  private BundleCutter() {}

  /** What a step takes beside its arithmetic. */
  static double stepFlops(boolean grouped) {
    return grouped ? STEP_FLOPS_IN_A_GROUP : STEP_FLOPS_ALONE;
  }

  static List<Bundle> cut(List<Costed> trials) {
    double most = most(trials.stream().mapToDouble(Costed::flops).sum());
    List<Bundle> bundles = new ArrayList<>();
    List<Costed> open = new ArrayList<>();
    double flops = 0;
    for (int i = 0; i < trials.size(); i++) {
      Costed next = trials.get(i);
      double following = startsGroup(trials, i) ? flopsOfCell(trials, i) : next.flops();
      // A cell that no bundle holds is cut where it comes to it.
      boolean full = flops + (following > most ? next.flops() : following) > most;
      if (!open.isEmpty() && (full || !open.get(0).engine().equals(next.engine()))) {
        bundles.add(bundle(open));
        open.clear();
        flops = 0;
      }
      open.add(next);
      flops += next.flops();
    }
    if (!open.isEmpty()) {
      bundles.add(bundle(open));
    }
    return bundles;
  }

  /** Flops of a bundle: a few bundles of a small sweep, and not too many of a large one. */
  private static double most(double total) {
    double few = Math.min(BUNDLE_FLOPS, Math.max(SMALLEST_BUNDLE_FLOPS, total / FEW_BUNDLES));
    return Math.max(few, total / MANY_BUNDLES);
  }

  private static boolean startsGroup(List<Costed> trials, int i) {
    return trials.get(i).grouped() && (i == 0 || !sameCell(trials.get(i - 1), trials.get(i)));
  }

  private static double flopsOfCell(List<Costed> trials, int first) {
    double flops = 0;
    for (int i = first; i < trials.size() && sameCell(trials.get(first), trials.get(i)); i++) {
      flops += trials.get(i).flops();
    }
    return flops;
  }

  private static boolean sameCell(Costed one, Costed other) {
    return one.trial().cellId().equals(other.trial().cellId());
  }

  static Bundle bundle(List<Costed> trials) {
    List<Trial> members = trials.stream().map(Costed::trial).toList();
    String id = TrialId.bundle(members.stream().map(Trial::id).toList());
    double flops = trials.stream().mapToDouble(Costed::flops).sum();
    return new Bundle(id, trials.get(0).engine(), members, flops);
  }
}
