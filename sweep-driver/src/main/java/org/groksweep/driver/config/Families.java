package org.groksweep.driver.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The keys of every family; of two with one path the first. */
  List<Key> allKeys() {
    Map<String, Key> keys = new LinkedHashMap<>();
    tasks.all().forEach(family -> family.keys().forEach(key -> keys.putIfAbsent(key.path(), key)));
    models.all().forEach(family -> family.keys().forEach(key -> keys.putIfAbsent(key.path(), key)));
    return List.copyOf(keys.values());
  }
}
