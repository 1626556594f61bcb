package org.groksweep.driver.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.driver.grid.Grid;
import org.groksweep.trainer.spec.Observation;

/**
 * A config that was read: complete with its defaults, every value of its key's kind, every walk
 * expanded into phases. What depends on other fields is not resolved yet; a plan does that.
 *
 * @param source where it was read, for messages
 * @param name of the sweep
 * @param fields key path to setting, of all that decides a trial, without the axes and the seed
 * @param phases names, in order; at least one
 * @param stopRules number of stop rules, whose fields are stop.0.…, stop.1.… and so on
 * @param grid the axes without the seed
 * @param excluded conditions on cells, any of which leaves a cell out
 * @param seeds at least one, distinct
 * @param engine "auto" or an engine's name
 * @param observation how every trial is watched
 * @param places key path to where it was written; not part of what the config says
 */
public record SweepConfig(
    String source,
    String name,
    Map<String, Setting> fields,
    List<String> phases,
    int stopRules,
    Grid grid,
    List<String> excluded,
    List<Long> seeds,
    String engine,
    Observation observation,
    Map<String, String> places) {

  public static final String AUTOMATIC_ENGINE = "auto";

  public SweepConfig {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    phases = List.copyOf(phases);
    excluded = List.copyOf(excluded);
    seeds = List.copyOf(seeds);
    places = Map.copyOf(places);
  }

  /** Where a key was written; empty where it was not. */
  public String place(String path) {
    return places.getOrDefault(path, "");
  }

  /** The one JSON text of what it says: YAML that reads back as an equal config. */
  public String canonicalJson() {
    return CanonicalConfig.json(this);
  }

  /** A hash of {@link #canonicalJson()}: 64 hexadecimal digits. */
  public String digest() {
    return CanonicalConfig.digest(this);
  }
}
