package org.groksweep.trainer.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.MetricNames;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TrialSpec;

/** The probes at hand, by their names. */
public final class Probes {

  private final Map<String, Probe> byName;

  /**
   * A choice of probes.
   *
   * @throws IllegalArgumentException if two have the same name, or a column that is taken
   */
  public Probes(Iterable<Probe> probes) {
    Map<String, Probe> found = new TreeMap<>();
    for (Probe probe : probes) {
      Probe other = found.put(probe.name(), probe);
      if (other != null) {
        throw new IllegalArgumentException(
            "probes: %s is claimed by both %s and %s"
                .formatted(probe.name(), other.getClass(), probe.getClass()));
      }
    }
    this.byName = Collections.unmodifiableMap(found);
    refuseTakenColumns();
  }

  private void refuseTakenColumns() {
    Map<String, String> owners = new HashMap<>();
    MetricColumns.ofMetrics(SweepColumns.NONE)
        .forEach(column -> owners.put(column.name(), "every sweep"));
    for (Probe probe : all()) {
      for (Column column : probe.columns()) {
        String owner = owners.put(column.name(), probe.name());
        if (owner != null) {
          throw new IllegalArgumentException(
              "probes: column %s of %s is taken by %s"
                  .formatted(column.name(), probe.name(), owner));
        }
      }
    }
  }

  /** All probes that ServiceLoader finds for the thread's class loader. */
  public static Probes load() {
    return new Probes(ServiceLoader.load(Probe.class));
  }

  /** The probes in the order of their names. */
  public Collection<Probe> all() {
    return byName.values();
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public Optional<Probe> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The columns of the named probes, in the names' order.
   *
   * @throws IllegalArgumentException if there is no such probe
   */
  public List<Column> columns(List<String> names) {
    return names.stream().flatMap(name -> probe(name).columns().stream()).toList();
  }

  /**
   * What is measured of a trial: the probes that its observation names, and those whose numbers its
   * stop rules look at, which must not depend on how it is watched.
   *
   * @throws IllegalArgumentException if there is no such probe
   */
  public TrialProbes of(TrialSpec spec, Observation observation) {
    List<Probe> chosen = new ArrayList<>();
    observation.probes().forEach(name -> chosen.add(probe(name)));
    for (Probe probe : all()) {
      if (!chosen.contains(probe) && spec.stopRules().stream().anyMatch(r -> needs(r, probe))) {
        chosen.add(probe);
      }
    }
    return new TrialProbes(chosen, spec);
  }

  private static boolean needs(StopRule rule, Probe probe) {
    return new MetricNames(probe.columns()).probeColumn(rule.passage().metric()).isPresent();
  }

  private Probe probe(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "probes: %s must be one of %s; is its jar missing?"
                        .formatted(name, byName.keySet())));
  }
}
