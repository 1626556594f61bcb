package org.groksweep.trainer.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Which engine trains a spec: the first of a fixed order that supports it, unless the config names
 * one. It looks at the spec alone, so more seeds or another machine never change the answer.
 */
public final class EngineTable {

  /** The engines of this module from the most preferred on; those of a user's jar come before. */
  private static final List<String> PREFERENCE = List.of("lockstep", "factored", "dense", "dl4j");

  private final List<Engine> engines;

  /**
   * A choice of engines.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public EngineTable(Iterable<Engine> engines) {
    List<Engine> ordered = new ArrayList<>();
    engines.forEach(ordered::add);
    ordered.sort(
        Comparator.comparing((Engine engine) -> PREFERENCE.indexOf(engine.name()))
            .thenComparing(Engine::name));
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i).name().equals(ordered.get(i - 1).name())) {
        throw new IllegalArgumentException(
            "engine: two engines are named " + ordered.get(i).name());
      }
    }
    this.engines = List.copyOf(ordered);
  }

  /** All engines that ServiceLoader finds for the thread's class loader. */
  public static EngineTable load() {
    return new EngineTable(ServiceLoader.load(Engine.class));
  }

  /** The engines' names, the preferred first. */
  public List<String> names() {
    return engines.stream().map(Engine::name).toList();
  }

  /**
   * The name of the engine that trains a spec.
   *
   * @param override an engine's name from the config, or empty
   * @throws IllegalArgumentException if there is no such engine, or none that supports the spec
   */
  public String nameFor(TrialSpec spec, Optional<String> override) {
    if (override.isPresent()) {
      List<String> able =
          engines.stream().filter(engine -> canTrain(engine, spec)).map(Engine::name).toList();
      if (!able.contains(override.get())) {
        throw new IllegalArgumentException(
            "engine: %s cannot train this spec%s; %s can"
                .formatted(override.get(), demands(spec) + obstacles(spec), able));
      }
      return override.get();
    }
    // A loop, since a plan asks for a hundred thousand cells.
    for (Engine engine : engines) {
      if (canTrain(engine, spec)) {
        return engine.name();
      }
    }
    throw new IllegalArgumentException(
        "engine: none of %s can train model.type %s%s"
            .formatted(names(), spec.model().type(), demands(spec) + obstacles(spec)));
  }

  private static boolean canTrain(Engine engine, TrialSpec spec) {
    return engine.supports(spec)
        && (spec.start().equals(Start.OF_MODEL) || engine.startsFromWeights());
  }

  private String obstacles(TrialSpec spec) {
    StringBuilder text = new StringBuilder();
    for (Engine engine : engines) {
      if (!engine.obstacles(spec).isEmpty()) {
        text.append(
            "; %s asks for %s"
                .formatted(engine.name(), String.join(" and ", engine.obstacles(spec))));
      }
    }
    return text.toString();
  }

  private String demands(TrialSpec spec) {
    List<String> demands = PlainTraining.demands(spec);
    if (demands.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(" with " + String.join(" and ", demands));
    for (Engine engine : engines) {
      Set<String> watchable = new TreeSet<>(engine.watchable(spec));
      if (!watchable.isEmpty() && !PlainTraining.watched(spec).isEmpty()) {
        text.append("; at every step %s can watch %s".formatted(engine.name(), watchable));
      }
    }
    return text.toString();
  }

  /**
   * The engine of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Engine engine(String name) {
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "engine: %s must be one of %s".formatted(name, names())));
  }
}
