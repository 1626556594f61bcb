package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The roots of a trial's randomness: one seed for all streams, save those that are pinned.
 *
 * @param seed the trial's seed, any 64-bit number
 * @param pinned streams that keep a seed of their own whatever {@code seed} is
 */
public record SeedStreams(long seed, Map<Stream, Long> pinned) implements Serializable {

  public SeedStreams {
    pinned = pinned.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(pinned));
  }

  public static SeedStreams of(long seed) {
    return new SeedStreams(seed, Map.of());
  }

  public long seedOf(Stream stream) {
    return pinned.getOrDefault(stream, seed);
  }
}
