package org.groksweep.trainer.data.table;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.groksweep.trainer.spec.Settings;

/** Tasks on small tables, by the defaults of the keys. */
final class TableTasks {

  private TableTasks() {}

  /** A task of settings given as name, value, name, value and so on. */
  static TableTask of(Path file, Object... settings) {
    TableFamily family = new TableFamily();
    Map<String, Object> values = new HashMap<>();
    family
        .keys()
        .forEach(key -> key.defaultValue().ifPresent(value -> values.put(key.shortName(), value)));
    values.put("file", file.toString());
    for (int i = 0; i < settings.length; i += 2) {
      values.put((String) settings[i], settings[i + 1]);
    }
    return (TableTask) family.spec(new Settings(values));
  }
}
