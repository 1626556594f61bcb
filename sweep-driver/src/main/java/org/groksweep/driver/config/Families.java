package org.groksweep.driver.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Key;

/** The kinds of tasks and models, and the probes, that a config can name. */
public record Families(TaskFamilies tasks, ModelFamilies models, Probes probes) {

  /** All families on the class path, those of users' jars among them. */
  public static Families load() {
    return new Families(TaskFamilies.load(), ModelFamilies.load(), Probes.load());
  }

  Optional<TaskFamily> task(String type) {
    return tasks.find(type);
  }

  Optional<ModelFamily> model(String type) {
    return models.find(type);
  }

  List<String> taskTypes() {
    return tasks.all().stream().map(TaskFamily::type).toList();
  }

  List<String> modelTypes() {
    return models.all().stream().map(ModelFamily::type).toList();
  }

  /** The keys of every family; of two with one path the first, with the choices of both. */
  List<Key> allKeys() {
    Map<String, Key> keys = new LinkedHashMap<>();
    tasks.all().forEach(family -> family.keys().forEach(key -> merge(keys, key)));
    models.all().forEach(family -> family.keys().forEach(key -> merge(keys, key)));
    return List.copyOf(keys.values());
  }

  // A choice of one family must not be refused where the config's family is not known.
  private static void merge(Map<String, Key> keys, Key key) {
    keys.merge(key.path(), key, Families::united);
  }

  private static Key united(Key first, Key second) {
    if (first.kind() != Key.Kind.CHOICE || second.kind() != Key.Kind.CHOICE) {
      return first;
    }
    List<String> choices =
        Stream.concat(first.choices().stream(), second.choices().stream()).distinct().toList();
    return Key.choice(first.path(), choices, first.meaning());
  }
}
