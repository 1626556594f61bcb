package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.events.TrialFold;
import org.groksweep.trainer.metrics.EndReason;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.Tuple5;

class FoldedRunsTest {

  @Test
  void aTrialsRowsAreOneRunAcrossItsPhases() {
    List<Tuple2<String, TrialFold>> runs =
        runs(row("a", "p", 0), row("a", "p", 5), row("a", "q", 5), row("b", "p", 0));

    assertThat(runs).extracting(Tuple2::_1).containsExactly("a", "b");
  }

  @Test
  void partsOfATrialThatComeInAnotherOrderAreRunsOfTheirOwnAndMerge() {
    List<Tuple2<String, TrialFold>> runs =
        runs(row("a", "p", 7), row("a", "p", 9), row("a", "p", 0), row("a", "p", 3));

    assertThat(runs).extracting(Tuple2::_1).containsExactly("a", "a");
    TrialFold whole = runs.get(0)._2();
    whole.merge(runs.get(1)._2());
    assertThat(whole.events(EndReason.COMPLETED).memorizedAt()).hasValue(0);
  }

  @Test
  void noRowsAreNoRuns() {
    FoldedRuns none =
        new FoldedRuns(
            List.<Tuple5<String, String, Long, Double, Double>>of().iterator(), EventRules.DEFAULT);

    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no run is left");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads them
  private static List<Tuple2<String, TrialFold>> runs(
      Tuple5<String, String, Long, Double, Double>... rows) {
    List<Tuple2<String, TrialFold>> runs = new ArrayList<>();
    new FoldedRuns(List.of(rows).iterator(), EventRules.DEFAULT).forEachRemaining(runs::add);
    return runs;
  }

  private static Tuple5<String, String, Long, Double, Double> row(
      String trial, String phase, long step) {
    return new Tuple5<>(trial, phase, step, 1.0, null);
  }
}
