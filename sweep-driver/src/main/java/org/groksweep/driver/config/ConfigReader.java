package org.groksweep.driver.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.driver.config.yaml.Overrides;
import org.groksweep.driver.config.yaml.YamlParser;
import org.groksweep.driver.grid.Grid;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Observation;

/** Reads a config file strictly: whatever is wrong with it is reported at once. */
public final class ConfigReader {

  private static final List<String> SECTIONS =
      List.of(
          "start",
          "task",
          "model",
          "optimizer",
          "schedule",
          "batch",
          "constants",
          "pinnedSeeds",
          "escapes");
  private static final List<String> VALUES =
      List.of("loss", "precision", "maxSteps", "expectedSteps", "until");
  private static final List<String> OTHERS =
      List.of(
          "name",
          "phases",
          "passages",
          "probes",
          "save",
          "stop",
          "recording",
          "engine",
          "seeds",
          "axes",
          "zip",
          "exclude");

  private final String source;
  private final Families families;
  private final Problems problems = new Problems();

  private ConfigReader(String source, Families families) {
    this.source = source;
    this.families = families;
  }

  /**
   * The config of a file.
   *
   * @param sets overrides "path=value", of which later ones win
   * @throws ConfigException with every problem of the file
   */
  public static SweepConfig read(Path file, List<String> sets) {
    return read(file, sets, Families.load());
  }

  /** The same with given families. */
  public static SweepConfig read(Path file, List<String> sets, Families families) {
    try {
      return read(file.toString(), Files.readString(file), sets, families);
    } catch (IOException e) {
      String value = file.toString();
      throw new ConfigException(
          value,
          List.of(new ConfigProblem("", "file", value, unreadable(file, e), Optional.empty())));
    }
  }

  /**
   * The config of a text.
   *
   * @param source names the text in messages
   */
  public static SweepConfig read(String source, String text, List<String> sets, Families families) {
    return new ConfigReader(source, families).read(text, sets);
  }

  private SweepConfig read(String text, List<String> sets) {
    Optional<ConfigNode> parsed = YamlParser.parse(text, problems);
    if (parsed.isPresent() && !(parsed.get() instanceof Fields)) {
      problems.add("", "file", "", "must be keys with values, not " + parsed.get().kind());
    }
    if (parsed.isEmpty() || !(parsed.get() instanceof Fields file)) {
      problems.throwIfAny(source);
      throw new IllegalStateException("a file without a tree has a problem");
    }
    KeyTable all = KeyTable.ofAll(families);
    Fields written = Overrides.apply(file, sets, name -> fullPath(all, name), problems);
    Fields root = TheoryShorthand.writeOut(written, problems);
    KeyTable table = table(root, all);
    SweepConfig config = read(root, table);
    if (!problems.isEmpty()) {
      // What shows only in some cells is reported with the rest; a plan would find it otherwise.
      Cells.find(config, families, problems);
    }
    problems.throwIfAny(source);
    return config;
  }

  private static String unreadable(Path file, IOException error) {
    if (Files.isDirectory(file)) {
      return "is a directory";
    }
    if (error instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (error instanceof CharacterCodingException) {
      return "must be text in UTF-8";
    }
    return "cannot be read: " + error;
  }

  private static String fullPath(KeyTable table, String name) {
    boolean ownSection = SECTIONS.contains(name) || OTHERS.contains(name);
    List<String> meanings = table.meanings(name);
    return !ownSection && meanings.size() == 1 ? meanings.get(0) : name;
  }

  private KeyTable table(Fields root, KeyTable all) {
    Optional<TaskFamily> task = type(root, "task").flatMap(families::task);
    Optional<ModelFamily> model = type(root, "model").flatMap(families::model);
    // With a wrong type the keys of all families are let through, so that one error is one problem.
    return task.isPresent() && model.isPresent()
        ? KeyTable.of(families, task.get(), model.get())
        : all;
  }

  private static Optional<String> type(Fields root, String section) {
    return root.entries().get(section) instanceof Fields fields
            && fields.entries().get("type") instanceof Scalar type
        ? Optional.of(type.text())
        : Optional.empty();
  }

  private SweepConfig read(Fields root, KeyTable table) {
    FieldsReader fields = new FieldsReader(table, problems);
    entry(root, "engine").ifPresent(node -> fields.places().put("engine", node.place()));
    root.entries().forEach((name, node) -> topLevel(name, node, fields));
    List<String> phases = new PhasesReader(table, fields, problems).read(entry(root, "phases"));
    int stopRules = stopRules(entry(root, "stop"), fields);
    GridReader grid = new GridReader(table, fields, problems);
    grid.read(entry(root, "axes"), entry(root, "zip"), entry(root, "exclude"));
    List<Long> seeds = grid.seeds(entry(root, "seeds"));
    Grid axes = grid.grid();
    List<String> probes = new ProbesReader(families.probes(), problems).read(entry(root, "probes"));
    Metrics metrics = new Metrics(families.probes(), probes, problems);
    new Completion(table, fields, metrics, problems).complete(axes, phases, stopRules);
    new EscapesCheck(table, fields, problems).check(phases);
    Observation observation =
        new PassageReader(table, metrics, problems)
            .observation(entry(root, "recording"), entry(root, "passages"), probes)
            .withSaving(
                passages ->
                    new SaveReader(passages, problems)
                        .read(entry(root, "save"), modelType(fields)));
    return new SweepConfig(
        source,
        text(root, "name").orElse(""),
        ordered(fields.settings(), table),
        phases,
        stopRules,
        axes,
        grid.excluded(),
        seeds,
        entry(root, "engine").isPresent()
            ? text(root, "engine").orElse(SweepConfig.AUTOMATIC_ENGINE)
            : SweepConfig.AUTOMATIC_ENGINE,
        observation,
        fields.places());
  }

  private static String modelType(FieldsReader fields) {
    Setting type = fields.settings().get("model.type");
    return type == null ? "" : NumberText.of(type.written());
  }

  private void topLevel(String name, ConfigNode node, FieldsReader fields) {
    if (SECTIONS.contains(name)) {
      fields.section(name, node);
    } else if (VALUES.contains(name)) {
      fields.entry(name, node);
    } else if (!OTHERS.contains(name)) {
      List<String> names = new ArrayList<>(SECTIONS);
      names.addAll(VALUES);
      names.addAll(OTHERS);
      Optional<String> near = DidYouMean.hint(name, names);
      List<String> elsewhere = KeyTable.ofAll(families).meanings(name);
      Optional<String> hint =
          near.isEmpty() && elsewhere.size() == 1
              ? Optional.of("did you mean " + elsewhere.get(0) + "?")
              : near;
      problems.add(node.place(), name, "", "is unknown", hint);
    }
  }

  private int stopRules(Optional<ConfigNode> node, FieldsReader fields) {
    if (node.isEmpty()) {
      return 0;
    }
    if (!(node.get() instanceof Items rules)) {
      problems.add(node.get().place(), "stop", "", "must be a list, not " + node.get().kind());
      return 0;
    }
    for (int i = 0; i < rules.nodes().size(); i++) {
      fields.section("stop." + i, rules.nodes().get(i));
    }
    return rules.nodes().size();
  }

  private Optional<String> text(Fields root, String name) {
    Optional<ConfigNode> node = entry(root, name);
    if (node.isEmpty()) {
      problems.add("", name, "", "is missing");
      return Optional.empty();
    }
    Key key = Key.text(name, "A name.");
    Optional<String> text = new ScalarReader(problems).value(key, node.get()).map(Object::toString);
    // It names a directory and part of an id.
    if (text.isPresent() && !text.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      String rule =
          "must be 1 to 100 letters, digits, '.', '_' and '-', the first a letter or digit";
      problems.add(node.get().place(), name, text.get(), rule);
    }
    return text;
  }

  private static Optional<ConfigNode> entry(Fields root, String name) {
    return Optional.ofNullable(root.entries().get(name));
  }

  /** The settings in the order of the table, so that the order of the file doesn't matter. */
  private static Map<String, Setting> ordered(Map<String, Setting> settings, KeyTable table) {
    Map<String, Setting> ordered = new LinkedHashMap<>();
    Set<String> tabled = table.paths();
    tabled.stream().filter(settings::containsKey).forEach(p -> ordered.put(p, settings.get(p)));
    settings.keySet().stream()
        .filter(path -> !tabled.contains(path))
        .sorted()
        .forEach(path -> ordered.put(path, settings.get(path)));
    return ordered;
  }
}
