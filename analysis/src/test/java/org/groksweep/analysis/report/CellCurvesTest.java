package org.groksweep.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellCurvesTest {

  @Test
  void thePhasesOfAWalkAreOneStretchFromTheStepThatAllSeedsShare() {
    // The last row of a phase and the first of the next are of one step, in the order of names.
    List<TableRow> rows =
        List.of(row("up_1", 0), row("down_1", 40), row("up_2", 40), row("down_2", 60));

    Attributes layout = layout(Map.of("a", rows, "b", rows));

    assertThat(each(layout, "annotations", "text")).containsExactly("up", "down");
    assertThat(each(layout, "annotations", "x")).containsExactly(0L, 40L);
    assertThat(each(layout, "shapes", "x0")).containsExactly(0L, 40L);
    assertThat(axis(layout)).doesNotContainKey("type");
  }

  @Test
  void phasesThatEndAtAStepOfEachSeedsOwnAreNotMarked() {
    Attributes layout =
        layout(
            Map.of(
                "a", List.of(row("first", 0), row("second", 300)),
                "b", List.of(row("first", 0), row("second", 200))));

    assertThat(layout.entries()).doesNotContainKeys("annotations", "shapes");
    assertThat(axis(layout)).containsEntry("type", "log");
  }

  @Test
  void aSeedThatEndedEarlyLeavesTheMarksOfTheOthers() {
    Attributes layout =
        layout(
            Map.of(
                "a", List.of(row("first", 0), row("second", 300)), "b", List.of(row("first", 0))));

    assertThat(each(layout, "annotations", "text")).containsExactly("first", "second");
  }

  private static Attributes layout(Map<String, List<TableRow>> rows) {
    List<TableRow> trials = new ArrayList<>();
    for (String id : List.of("a", "b")) {
      Map<String, Object> cells = new HashMap<>();
      cells.put("trial_id", id);
      cells.put("memorized_at", null);
      cells.put("generalized_at", null);
      trials.add(new TableRow(cells));
    }
    return new CellCurves(trials, rows, "loss").panel("").layout();
  }

  private static TableRow row(String phase, long step) {
    return new TableRow(Map.of("phase", phase, "step", step, "train_loss", 0.5, "test_loss", 0.5));
  }

  private static List<Object> each(Attributes layout, String list, String key) {
    List<Object> values = new ArrayList<>();
    for (Object item : (List<?>) layout.entries().get(list)) {
      values.add(((Attributes) item).entries().get(key));
    }
    return values;
  }

  private static Map<String, Object> axis(Attributes layout) {
    return ((Attributes) layout.entries().get("xaxis")).entries();
  }
}
