package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TaskSpec;
import org.junit.jupiter.api.Test;

class TaskFamiliesTest {

  private record UnknownTask() implements TaskSpec {
    @Override
    public String type() {
      return "unknown";
    }
  }

  @Test
  void theFamiliesOfThisModuleAreFound() {
    assertThat(TaskFamilies.load().all())
        .extracting(TaskFamily::type)
        .contains("digits", "images", "modular", "permutations", "table");
  }

  @Test
  void theDefaultsOfTheKeysMakeASpec() throws IOException {
    TaskFamily digits = TaskFamilies.load().find("digits").orElseThrow();
    Map<String, Object> values = new TreeMap<>();
    digits.keys().forEach(key -> values.put(key.shortName(), key.defaultValue().orElseThrow()));
    TaskSpec spec = digits.spec(new Settings(values));
    assertThat(spec).isEqualTo(new DigitsTask(597));
    assertThat(TaskFamilies.load().examples(spec).count()).isEqualTo(1797);
  }

  @Test
  void everyKeyLiesUnderTask() {
    for (TaskFamily family : TaskFamilies.load().all()) {
      assertThat(family.keys()).extracting(Key::path).allMatch(path -> path.startsWith("task."));
    }
  }

  @Test
  void aTaskWithoutFamilyIsRefused() {
    assertThatThrownBy(() -> TaskFamilies.load().examples(new UnknownTask()))
        .hasMessage(
            "task.type: unknown must be one of [digits, images, linear-teacher, matrix-completion,"
                + " modular, permutations, separable-classification, table]; is its jar missing?");
  }

  @Test
  void twoFamiliesOfOneTypeAreRefused() {
    assertThatThrownBy(() -> new TaskFamilies(List.of(new DigitsFamily(), new DigitsFamily())))
        .hasMessageStartingWith("task.type: digits is claimed by both");
  }
}
