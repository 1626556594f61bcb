package org.groksweep.driver.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The canonical text of many specs that share their parts: each distinct part is written once. The
 * text is exactly that of {@link CanonicalJson}, which a test holds it to.
 */
final class CanonicalSpec {

  private final Map<Object, String> parts = new ConcurrentHashMap<>();

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
        + part(spec.stopRules());
  }

  /** The text of a cell, given its text without seeds: only the pinned ones belong to it. */
  String cell(String withoutSeeds, SeedStreams seeds) {
    return withoutSeeds + ",\"pinned\":" + part(seeds.pinned()) + "}";
  }

  /** The text of the trial with these seeds, given its text without any. */
  String trial(String withoutSeeds, SeedStreams seeds) {
    return withoutSeeds
        + ",\"seeds\":{\"seed\":"
        + seeds.seed()
        + ",\"pinned\":"
        + part(seeds.pinned())
        + "}}";
  }

  private String part(Object part) {
    String known = parts.get(part);
    if (known == null) {
      known = CanonicalJson.of(part);
      parts.put(part, known);
    }
    return known;
  }
}
