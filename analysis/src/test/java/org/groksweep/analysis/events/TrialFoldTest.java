package org.groksweep.analysis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.PassageTracker;
import org.groksweep.trainer.spec.PassageRule;
import org.junit.jupiter.api.Test;

class TrialFoldTest {

  private static final EventRules RULES = EventRules.DEFAULT;

  @Test
  void aGrokkingTrialMemorizesEarlyAndGeneralizesLate() {
    TrialEvents events =
        fold(
                row(0, 0.1, 0.1),
                row(10, 0.99, 0.1),
                row(20, 1, 0.2),
                row(40, 1, 0.3),
                row(80, 1, 0.96),
                row(160, 1, 0.97),
                row(320, 1, 1))
            .events(EndReason.COMPLETED);
    assertThat(events.memorizedAt()).hasValue(10);
    assertThat(events.memorizedLower()).hasValue(0);
    assertThat(events.generalizedAt()).hasValue(80);
    assertThat(events.generalizedLower()).hasValue(40);
    assertThat(events.delay()).hasValue(70);
    assertThat(events.generalizedAtEnd()).isTrue();
    assertThat(events.censored()).isFalse();
    assertThat(events.outcome()).hasValue(Outcome.GROK);
  }

  @Test
  void aCrossingThatDoesNotHoldForTheDwellIsNoPassage() {
    TrialEvents events =
        fold(row(0, 1, 0), row(1, 1, 0.99), row(2, 1, 0.99), row(3, 1, 0.1), row(4, 1, 0.99))
            .events(EndReason.COMPLETED);
    assertThat(events.generalizedAt()).isEmpty();
    assertThat(events.delay()).isEmpty();
    assertThat(events.generalizedAtEnd()).isFalse();
    assertThat(events.censored()).isTrue();
    assertThat(events.memorizedAt()).hasValue(0);
    assertThat(events.memorizedLower()).hasValue(0);
  }

  @Test
  void generalizingFirstGivesANegativeDelay() {
    TrialEvents events =
        fold(row(0, 0, 0), row(1, 0.9, 1), row(2, 0.9, 1), row(3, 1, 1), row(4, 1, 1), row(5, 1, 1))
            .events(EndReason.COMPLETED);
    assertThat(events.delay()).hasValue(-2);
    assertThat(events.outcome()).hasValue(Outcome.IMMEDIATE);
  }

  @Test
  void theOutcomeSaysWhatKindOfTrialItWas() {
    assertThat(outcome(EndReason.COMPLETED, 0.2, 0.1)).isEqualTo(Outcome.CONFUSION);
    assertThat(outcome(EndReason.COMPLETED, 1, 0.1)).isEqualTo(Outcome.MEMORIZED);
    assertThat(outcome(EndReason.COMPLETED, 1, 0.2)).isEqualTo(Outcome.SEMI);
    assertThat(outcome(EndReason.STOPPED, 1, 0.95)).isEqualTo(Outcome.IMMEDIATE);
    assertThat(outcome(EndReason.DIVERGED, 1, 0.95)).isEqualTo(Outcome.DIVERGED);
  }

  @Test
  void losingItInTheSamePhaseIsMisgrokkingAndInALaterOneUngrokking() {
    List<Row> same = List.of(row(0, 1, 1), row(1, 1, 1), row(2, 1, 1), row(3, 1, 0.5));
    TrialEvents mis = fold(same.toArray(Row[]::new)).events(EndReason.COMPLETED);
    assertThat(mis.outcome()).hasValue(Outcome.MIS);
    assertThat(mis.generalizedAt()).hasValue(0);
    assertThat(mis.generalizedAtEnd()).isFalse();
    List<Row> later = new ArrayList<>(same.subList(0, 3));
    later.add(new Row("shrunk", 2, 1, 1));
    later.add(new Row("shrunk", 3, 1, 0.5));
    assertThat(fold(later.toArray(Row[]::new)).events(EndReason.COMPLETED).outcome())
        .hasValue(Outcome.UNGROK);
  }

  @Test
  void onlyTheEndOfTheBudgetIsCensoringAndMissingDataHaveNoOutcome() {
    Row[] memorizing = {row(0, 1, 0), row(1, 1, 0), row(2, 1, 0)};
    assertThat(fold(memorizing).events(EndReason.COMPLETED).censored()).isTrue();
    assertThat(fold(memorizing).events(EndReason.DIVERGED).censored()).isFalse();
    assertThat(fold(memorizing).events(EndReason.STOPPED).censored()).isFalse();
    assertThat(fold(memorizing).events(EndReason.CRASHED).outcome()).isEmpty();
    assertThat(fold(memorizing).events(EndReason.TIMED_OUT).outcome()).isEmpty();
  }

  @Test
  void aNotANumberAndAnAbsentValueAreNeverCrossed() {
    TrialFold fold = new TrialFold(RULES);
    fold.add("train", 0, OptionalDouble.of(Double.NaN), OptionalDouble.empty());
    TrialEvents events = fold.events(EndReason.DIVERGED);
    assertThat(events.memorizedAt()).isEmpty();
    assertThat(events.generalizedAt()).isEmpty();
  }

  @Test
  void anyCutIntoPartsMergedInAnyOrderGivesTheSameEvents() {
    Random random = new Random(11);
    for (int repeat = 0; repeat < 500; repeat++) {
      Row[] rows = randomRows(random);
      TrialEvents whole = fold(rows).events(EndReason.COMPLETED);
      List<TrialFold> parts = new ArrayList<>();
      int from = 0;
      while (from < rows.length) {
        int to = Math.min(rows.length, from + 1 + random.nextInt(6));
        parts.add(fold(Arrays.copyOfRange(rows, from, to)));
        from = to;
      }
      Collections.shuffle(parts, random);
      TrialFold merged = new TrialFold(RULES);
      parts.forEach(merged::merge);
      assertThat(merged.events(EndReason.COMPLETED))
          .as("seed 11, repeat %d", repeat)
          .isEqualTo(whole);
    }
  }

  @Test
  void thePassagesAreThoseThatTheTrainerSees() {
    Random random = new Random(12);
    for (int repeat = 0; repeat < 500; repeat++) {
      Row[] rows = randomRows(random);
      PassageTracker tracker = new PassageTracker(PassageRule.GENERALIZED);
      for (Row row : rows) {
        tracker.accept(row.step, OptionalDouble.of(row.test));
      }
      Passage passage = tracker.passage("train");
      TrialEvents events = fold(rows).events(EndReason.COMPLETED);
      assertThat(events.generalizedAt().isEmpty())
          .as("seed 12, repeat %d", repeat)
          .isEqualTo(passage.censored());
      if (!passage.censored()) {
        assertThat(events.generalizedAt()).hasValue(passage.step());
        assertThat(events.generalizedLower()).hasValue(passage.lowerStep());
      }
    }
  }

  @Test
  void aFoldTravelsByJavaSerialization() throws IOException, ClassNotFoundException {
    TrialFold fold = fold(row(0, 1, 1), row(1, 1, 1), row(2, 1, 1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(fold);
    TrialFold copy =
        (TrialFold)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy.events(EndReason.COMPLETED)).isEqualTo(fold.events(EndReason.COMPLETED));
  }

  @Test
  void rowsOutOfOrderAndOverlappingPartsAreRefused() {
    TrialFold fold = fold(row(0, 1, 1), row(5, 1, 1));
    assertThatThrownBy(() -> fold.add("train", 3, OptionalDouble.of(1), OptionalDouble.of(1)))
        .hasMessage("step 3 after step 5: rows must come in order");
    fold.merge(fold(row(2, 1, 1)));
    assertThatThrownBy(() -> fold.events(EndReason.COMPLETED))
        .hasMessage("step 2 after step 5: rows must come in order");
    assertThatThrownBy(() -> new TrialFold(RULES).events(EndReason.COMPLETED))
        .hasMessage("a trial without rows has no events");
  }

  @Test
  void theRulesAreWrittenOutAndChecked() {
    assertThat(RULES.text()).isEqualTo("train_accuracy >= 0.99 for 3; test_accuracy >= 0.95 for 3");
    assertThatThrownBy(
            () -> new EventRules(PassageRule.MEMORIZED, PassageRule.GENERALIZED, 0.2, 0.5))
        .hasMessage("immediateFactor: 0.5 must be at least 1");
    assertThatThrownBy(
            () -> new EventRules(PassageRule.MEMORIZED, PassageRule.GENERALIZED, Double.NaN, 2))
        .hasMessage("semi: NaN must be finite");
  }

  private record Row(String phase, long step, double train, double test) {}

  private static Row row(long step, double train, double test) {
    return new Row("train", step, train, test);
  }

  /** Twenty rows whose test values cross and fall back, in runs of random length. */
  private static Row[] randomRows(Random random) {
    Row[] rows = new Row[20];
    double test = 0;
    for (int i = 0; i < rows.length; i++) {
      test = random.nextInt(3) == 0 ? 1 - test : test;
      rows[i] = row(i * 3L, random.nextInt(4) == 0 ? 0 : 1, test);
    }
    return rows;
  }

  private static Outcome outcome(EndReason status, double train, double test) {
    return fold(row(0, 0, 0), row(1, train, test), row(2, train, test), row(3, train, test))
        .events(status)
        .outcome()
        .orElseThrow();
  }

  private static TrialFold fold(Row... rows) {
    TrialFold fold = new TrialFold(RULES);
    for (Row row : rows) {
      fold.add(row.phase, row.step, OptionalDouble.of(row.train), OptionalDouble.of(row.test));
    }
    return fold;
  }
}
