package org.groksweep.driver.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The canonical text of many specs that share their parts: a part that is the same object in
 * several specs is written once. The text is exactly that of {@link CanonicalJson}, which a test
 * holds it to.
 */
final class CanonicalSpec {

  private final Map<Same, String> parts = new ConcurrentHashMap<>();

  /** All but the seeds: up to and without the comma before them. */
  String withoutSeeds(TrialSpec spec) {
    return "{\"task\":"
        + part(spec.task())
        + ",\"model\":"
        + part(spec.model())
        + ",\"loss\":"
        + part(spec.loss())
        + ",\"optimizer\":"
        + part(spec.optimizer())
        + ",\"batching\":"
        + part(spec.batching())
        + ",\"precision\":"
        + part(spec.precision())
        + ",\"phases\":"
        + part(spec.phases())
        + ",\"stopRules\":"
        + part(spec.stopRules())
        + (spec.start().equals(Start.OF_MODEL) ? "" : ",\"start\":" + part(spec.start()));
  }

  /** What follows of a cell's text: only the pinned seeds belong to it. */
  String endOfCell(SeedStreams seeds) {
    return ",\"pinned\":" + part(seeds.pinned()) + "}";
  }

  /** What follows of a trial's text, given its seed and its cell's seeds. */
  String endOfTrial(long seed, SeedStreams cell) {
    return ",\"seeds\":{\"seed\":" + seed + ",\"pinned\":" + part(cell.pinned()) + "}}";
  }

  private String part(Object part) {
    return parts.computeIfAbsent(new Same(part), same -> CanonicalJson.of(part));
  }

  /** An object and no equal one: the parts of specs are too large to be compared for each cell. */
  private record Same(Object part) {

    @Override
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public boolean equals(Object other) {
      return other instanceof Same same && same.part == part;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(part);
    }
  }
}
