package org.groksweep.driver.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.groksweep.trainer.metrics.EndReason;

/**
 * What the trials file of a committed bundle says of it, by its footer alone.
 *
 * @param bundleId the bundle
 * @param digest of its metric rows, which is part of its metrics file's name
 * @param trialsByStatus how many of its trials ended how; no zeros
 */
public record Commit(String bundleId, String digest, Map<EndReason, Long> trialsByStatus) {

  static final String BUNDLE_KEY = "groksweep.bundle_id";
  static final String DIGEST_KEY = "groksweep.digest";
  private static final String STATUS_PREFIX = "groksweep.trials.";

  public Commit {
    trialsByStatus = Map.copyOf(trialsByStatus);
  }

  /** The commit that a footer's key-value metadata holds. */
  static Commit ofFooter(Map<String, String> metadata) {
    Map<EndReason, Long> statuses = new EnumMap<>(EndReason.class);
    for (EndReason status : EndReason.values()) {
      String count = metadata.get(STATUS_PREFIX + status.name());
      if (count != null) {
        statuses.put(status, Long.valueOf(count));
      }
    }
    String bundle = metadata.get(BUNDLE_KEY);
    String digest = metadata.get(DIGEST_KEY);
    if (bundle == null || digest == null || statuses.isEmpty()) {
      throw new IllegalArgumentException(
          "the footer's metadata " + metadata.keySet() + " must name bundle, digest and statuses");
    }
    return new Commit(bundle, digest, statuses);
  }

  /** What {@link #ofFooter} reads back. */
  Map<String, String> footer() {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(BUNDLE_KEY, bundleId);
    metadata.put(DIGEST_KEY, digest);
    trialsByStatus.forEach(
        (status, count) -> metadata.put(STATUS_PREFIX + status.name(), count.toString()));
    return metadata;
  }

  /** The name of the metrics file that belongs to the commit. */
  String metricsFile() {
    return SweepDirectory.metricsFile(bundleId, digest);
  }

  /** The name of the folder of its trials' saved weights, where they were asked for. */
  String models() {
    return bundleId + "-" + digest;
  }

  /** Number of trials. */
  long trials() {
    return trialsByStatus.values().stream().mapToLong(Long::longValue).sum();
  }
}
