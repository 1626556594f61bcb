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

  /** About ten seconds of one core on small networks: tasks are worth their start. */
  static final double BUNDLE_FLOPS = 1e11;

  /** A plan has not many more bundles than this, so that a large sweep is not all small files. */
  static final int MANY_BUNDLES = 2000;

  /**
   * A trial with what decides its bundle.
   *
   * @param engine that trains it
   * @param grouped whether the engine advances the seeds of a cell together
   * @param flops of its training, without recording, which may change and regroups nothing
   * @param data the fingerprint of its examples
   */
  record Costed(Trial trial, String engine, boolean grouped, double flops, String data) {}

  private BundleCutter() {}

  static List<Bundle> cut(List<Costed> trials) {
    double total = trials.stream().mapToDouble(Costed::flops).sum();
    double most = Math.max(BUNDLE_FLOPS, total / MANY_BUNDLES);
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
