package org.groksweep.driver.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.probe.Probe;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;

/**
 * The text of conf/README.md: an introduction, then every key of the table that the reader checks.
 */
final class ReferencePage {

  private static final String INTRODUCTION = "/org/groksweep/driver/config/introduction.md";

  private ReferencePage() {}

  /** The page for the families at hand. */
  static String text(Families families) throws IOException {
    StringBuilder page = new StringBuilder(introduction());
    page.append("\n## Keys of every trial\n\n");
    page.append("All of them may be axes; the numbers may be expressions.\n\n");
    table(page, KeyTable.ofAll(families).trialKeys());
    for (TaskFamily family : families.tasks().all()) {
      page.append("\n## Task `").append(family.type()).append("`\n\n");
      page.append("`task.testSet` is by default `");
      page.append(Choices.key(family.defaultTestSet()));
      page.append("`.\n\n");
      table(page, family.keys());
    }
    for (ModelFamily family : families.models().all()) {
      page.append("\n## Model `").append(family.type()).append("`\n\n");
      table(page, family.keys());
    }
    page.append("\n## Keys of a phase\n\n");
    String shared =
        GeneralKeys.OVERRIDABLE.stream()
            .map(path -> "`" + KeyTable.inPhase("", path).substring("phases..".length()) + "`")
            .collect(Collectors.joining(", "));
    page.append("`name`, what a phase overrides (").append(shared).append("), and\n\n");
    table(page, GeneralKeys.PHASE);
    page.append("\n## Stop rules\n\nPart of what a trial computes: off unless given.\n\n");
    table(page, GeneralKeys.STOP);
    page.append("\n## Escapes\n\n");
    page.append("Passages that are watched for at every step; part of what a trial computes.\n\n");
    table(page, GeneralKeys.ESCAPES);
    page.append("\n## Recording and passages\n\n");
    page.append("How trials are watched: neither axes nor expressions, and no part of an id.\n\n");
    table(page, GeneralKeys.OBSERVATION);
    probes(page, families.probes());
    page.append("\n## Saved weights\n\n");
    page.append("`save: {at: [PASSAGE, …, STEP, …, final], format: npz}` keeps a trial's weights ");
    page.append(
        "at the step that the first passage\nof a rule names, at steps of the trial (0 is ");
    page.append("before any update) and at its last one, each as\n");
    page.append("`models/<bundle_id>-<digest>/<trial_id>-<PASSAGE|stepN|final>.npz`: arrays ");
    page.append(
        "`layer1.weight` [outputs, inputs],\n`layer1.bias` and so on, as numpy.load reads ");
    page.append(
        "them. `format: dl4j` writes perceptrons for Deeplearning4j's\nModelSerializer, as ");
    page.append("`.zip`. It is no part of an id.\n\n");
    page.append(
        "`save: {resumable: true}`, with or without `at`, keeps the state in which each trial used"
            + " up its length, in\n`_states`: `maxSteps`, or that of the last phase, may then be"
            + " raised, and the same command goes on from there.\nThe longer trials replace the"
            + " shorter ones in the tables, and are those of a sweep that began with the higher\n"
            + "number. The recording's ratio is not widened to `maxEvaluationShare`, since rows"
            + " must not depend on the length;\nthe rates of a cosine schedule do, so that its length stays as it is.\n");
    return page.toString();
  }

  private static void probes(StringBuilder page, Probes probes) {
    page.append("\n## Probes\n\n");
    page.append("`probes: [NAME, …]` measures more of the weights at every recorded row, into ");
    page.append("columns of `metrics`\nand, of the last row, `final_…` of `trials`; rules name ");
    page.append("the n-th number of a list `COLUMN_n`, from 1.\n\n");
    page.append("| probe | columns | meaning |\n|---|---|---|\n");
    for (Probe probe : probes.all()) {
      page.append("| `").append(probe.name()).append("` | ");
      page.append(
          probe.columns().stream()
              .map(
                  column ->
                      "`%s` (%s)"
                          .formatted(
                              column.name(),
                              column.type() == Column.Type.DOUBLE_LIST ? "list" : "number"))
              .collect(Collectors.joining(", ")));
      page.append(" | ").append(probe.meaning()).append(" |\n");
    }
  }

  private static String introduction() throws IOException {
    try (var in = ReferencePage.class.getResourceAsStream(INTRODUCTION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void table(StringBuilder page, List<Key> keys) {
    page.append("| key | values | unit | default | meaning |\n|---|---|---|---|---|\n");
    for (Key key : keys) {
      page.append("| `").append(key.path().replace("*", "…")).append("` | ");
      page.append(values(key)).append(" | ");
      page.append(key.isNumeric() ? key.unit() : "");
      page.append(" | ");
      page.append(
          key.defaultValue()
              .map(value -> "`" + written(value) + "`")
              .or(key::otherwise)
              .orElse(""));
      page.append(" | ").append(key.meaning()).append(" |\n");
    }
  }

  private static String values(Key key) {
    return switch (key.kind()) {
      case NUMBER -> key.range().toString();
      case INTEGER -> key.range().equals(Key.Range.ANY) ? "any integer" : "integer " + key.range();
      case FLAG -> "true or false";
      case CHOICE -> String.join(", ", key.choices());
      case TEXT -> "a text";
      case NUMBERS -> "list, each " + key.range();
      case NAMES -> "list of names";
    };
  }

  private static String written(Object value) {
    return value instanceof String text ? text : CanonicalJson.of(value);
  }
}
