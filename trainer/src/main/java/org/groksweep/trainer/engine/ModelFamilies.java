package org.groksweep.trainer.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.groksweep.trainer.spec.ModelSpec;

/** The kinds of model at hand, by their type. */
public final class ModelFamilies {

  private final Map<String, ModelFamily> byType;

  /**
   * A choice of families.
   *
   * @throws IllegalArgumentException if two have the same type
   */
  public ModelFamilies(Iterable<ModelFamily> families) {
    Map<String, ModelFamily> found = new TreeMap<>();
    for (ModelFamily family : families) {
      ModelFamily other = found.put(family.type(), family);
      if (other != null) {
        throw new IllegalArgumentException(
            "model.type: %s is claimed by both %s and %s"
                .formatted(family.type(), other.getClass(), family.getClass()));
      }
    }
    this.byType = Collections.unmodifiableMap(found);
  }

  /** All families that ServiceLoader finds for the thread's class loader. */
  public static ModelFamilies load() {
    return new ModelFamilies(ServiceLoader.load(ModelFamily.class));
  }

  /** The families in the order of their types. */
  public Collection<ModelFamily> all() {
    return byType.values();
  }

  public Optional<ModelFamily> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * The family of a model.
   *
   * @throws IllegalArgumentException if none has the spec's type
   */
  public ModelFamily of(ModelSpec spec) {
    ModelFamily family = byType.get(spec.type());
    if (family == null) {
      throw new IllegalArgumentException(
          "model.type: %s must be one of %s; is its jar missing?"
              .formatted(spec.type(), byType.keySet()));
    }
    return family;
  }
}
