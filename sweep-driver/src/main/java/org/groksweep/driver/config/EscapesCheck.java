package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.groksweep.trainer.spec.Key;

/** Fills in the defaults of escapes and reports what shows before any cell is resolved. */
final class EscapesCheck {

  private static final String SECTION = "escapes.";
  private static final List<String> THRESHOLDS = List.of("above", "below");

  private final KeyTable table;
  private final FieldsReader fields;
  private final Problems problems;

  EscapesCheck(KeyTable table, FieldsReader fields, Problems problems) {
    this.table = table;
    this.fields = fields;
    this.problems = problems;
  }

  /** Checks the section and every {@code until}, given the names of the phases. */
  void check(List<String> phases) {
    Set<String> names = new LinkedHashSet<>();
    fields.places().keySet().stream()
        .filter(path -> path.startsWith(SECTION))
        .map(path -> path.split("\\.")[1])
        .forEach(names::add);
    names.forEach(name -> escape(name, phases));
    until("until", names);
    phases.forEach(phase -> until(KeyTable.inPhase(phase, "until"), names));
  }

  private void escape(String name, List<String> phases) {
    String prefix = SECTION + name + ".";
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      String rule = "must be letters, digits and _, and not begin with a digit";
      problems.add(fields.places().get(first(prefix)), SECTION + name, name, rule);
    }
    if (!fields.names(prefix + "metric")) {
      problems.add("", prefix + "metric", "", "is missing; " + meaning(prefix + "metric"));
    }
    long thresholds = THRESHOLDS.stream().filter(each -> fields.names(prefix + each)).count();
    if (thresholds != 1) {
      String rule = "must have one of " + String.join(" and ", THRESHOLDS);
      problems.add(fields.places().get(first(prefix)), SECTION + name, "", rule);
    }
    if (!fields.names(prefix + "dwell")) {
      Object none = table.find(prefix + "dwell").flatMap(Key::defaultValue).orElseThrow();
      fields.settings().put(prefix + "dwell", new Setting.Literal(none));
    }
    for (String phase : names(prefix + "phases")) {
      if (phases.stream().noneMatch(each -> EscapeAssembler.isNamed(each, phase))) {
        refuse(prefix + "phases", phase, "is no phase", phases);
      }
    }
  }

  private void until(String path, Set<String> escapes) {
    for (String name : names(path)) {
      if (!escapes.contains(name)) {
        refuse(path, name, "is no escape", List.copyOf(escapes));
      }
    }
  }

  private void refuse(String path, String value, String rule, List<String> known) {
    String place = fields.places().getOrDefault(path, "");
    String all = known.isEmpty() ? "; there is none" : "; there are " + String.join(", ", known);
    problems.add(place, path, value, rule + all, DidYouMean.hint(value, known));
  }

  private List<String> names(String path) {
    Setting setting = fields.settings().get(path);
    List<String> names = new ArrayList<>();
    if (setting instanceof Setting.Literal literal && literal.value() instanceof List<?> list) {
      list.forEach(name -> names.add(name.toString()));
    }
    return names;
  }

  private String first(String prefix) {
    return fields.places().keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private String meaning(String path) {
    return table.find(path).orElseThrow().meaning();
  }
}
