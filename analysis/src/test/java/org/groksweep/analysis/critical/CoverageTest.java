package org.groksweep.analysis.critical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.analysis.critical.PlantedGroup.Accuracy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Planted critical sizes, and how often the 95 % intervals contain them. */
class CoverageTest {

  private static final int CASES = 1000;
  // So that some thousands are fitted of kinds of which up to two in five cases are separated: one
  // standard error is then 0.002.
  private static final int CASES_OF_MIXED = 6000;
  private static final int FEWER_CASES = 150;
  // Three standard errors of a share of 0.95 among 150 cases.
  private static final double SAMPLING_ERROR = 3 * Math.sqrt(0.95 * 0.05 / FEWER_CASES);
  // Where more are separated, the widths of the fitted ones are a selection by their outcome, not a
  // sample; where fewer are, the share of brackets that contain the truth is too rough to judge.
  private static final double RARELY = 0.1;

  private static final Accuracy ABOVE_CHANCE = new Accuracy(0.1, 1, 0.02);
  private static final Accuracy ANTI_INFORMATIVE = new Accuracy(0.005, 0.97, 0.02);

  private static final PlantedGroup MODERATE =
      new PlantedGroup("moderate", 9, 10, 0.15, 0, Accuracy.NONE);
  private static final PlantedGroup SHARP =
      new PlantedGroup("sharp", 9, 10, 0.01, 0, Accuracy.NONE);
  private static final PlantedGroup ANTI =
      new PlantedGroup("accuracy, anti-informative floor", 9, 10, 0.15, 0.1, ANTI_INFORMATIVE);

  static Stream<PlantedGroup> kinds() {
    List<PlantedGroup> kinds = new ArrayList<>(List.of(SHARP, MODERATE, ANTI));
    for (int[] shape : new int[][] {{15, 5}, {9, 20}}) {
      kinds.add(new PlantedGroup("sharp", shape[0], shape[1], 0.01, 0, Accuracy.NONE));
      kinds.add(new PlantedGroup("moderate", shape[0], shape[1], 0.15, 0, Accuracy.NONE));
      kinds.add(new PlantedGroup(ANTI.name(), shape[0], shape[1], 0.15, 0.1, ANTI_INFORMATIVE));
    }
    for (int[] shape : new int[][] {{9, 10}, {15, 5}, {9, 20}}) {
      kinds.add(new PlantedGroup("shallow", shape[0], shape[1], 0.4, 0, Accuracy.NONE));
      kinds.add(
          new PlantedGroup("seeds differ widely", shape[0], shape[1], 0.1, 0.3, Accuracy.NONE));
      kinds.add(
          new PlantedGroup(
              "accuracy, shallow, anti-informative",
              shape[0],
              shape[1],
              0.3,
              0.1,
              ANTI_INFORMATIVE));
    }
    kinds.add(new PlantedGroup("sharp, seeds differ", 9, 10, 0.02, 0.15, Accuracy.NONE));
    kinds.add(new PlantedGroup("sharp, seeds differ", 15, 10, 0.02, 0.15, Accuracy.NONE));
    kinds.add(new PlantedGroup("moderate, few sizes", 5, 10, 0.15, 0, Accuracy.NONE));
    kinds.add(new PlantedGroup("shallow, few sizes", 5, 10, 0.4, 0, Accuracy.NONE));
    kinds.add(new PlantedGroup("accuracy, few sizes", 5, 5, 0.3, 0.1, ABOVE_CHANCE));
    kinds.add(new PlantedGroup("accuracy, moderate", 9, 10, 0.15, 0.1, ABOVE_CHANCE));
    kinds.add(
        new PlantedGroup("accuracy, sharp, anti-informative", 9, 10, 0.01, 0.15, ANTI_INFORMATIVE));
    kinds.add(
        new PlantedGroup(
            "accuracy, sharp, anti-informative", 15, 10, 0.01, 0.15, ANTI_INFORMATIVE));
    return kinds.stream();
  }

  @Test
  @Tag("slow")
  void intervalsOfEveryKindContainTheTruthInAboutNineteenOfTwentyCases() throws IOException {
    List<Coverage> table = kinds().map(CoverageTest::study).toList();
    List<String> lines = new ArrayList<>(List.of(Coverage.header()));
    table.forEach(row -> lines.add(row.toString()));
    Files.write(Path.of("target", "critical-size-coverage.txt"), lines);
    for (Coverage row : table) {
      if (row.ok() > 0) {
        assertThat(row.ofFitted()).as(row.toString()).isBetween(0.92, 0.98);
      }
      if (isOftenSeparated(row)) {
        assertThat(row.ofBrackets()).as(row.toString()).isGreaterThanOrEqualTo(0.95);
      } else {
        assertThat(row.ofWidths()).as(row.toString()).isGreaterThanOrEqualTo(0.92);
      }
      assertThat(row.ofIsotonic()).as(row.toString()).isGreaterThanOrEqualTo(0.95);
      assertThat(row.ok() + row.separated()).as(row.toString()).isGreaterThan(row.cases() * 9 / 10);
    }
  }

  private static Coverage study(PlantedGroup kind) {
    Coverage coverage = Coverage.of(kind, CASES);
    return isOftenSeparated(coverage) && coverage.ok() > 0
        ? Coverage.of(kind, CASES_OF_MIXED)
        : coverage;
  }

  private static boolean isOftenSeparated(Coverage coverage) {
    return coverage.separated() >= RARELY * coverage.cases();
  }

  static Stream<PlantedGroup> fitted() {
    return Stream.of(MODERATE, ANTI);
  }

  @ParameterizedTest
  @MethodSource("fitted")
  void fittedIntervalsContainTheTruthInAboutNineteenOfTwentyCases(PlantedGroup kind) {
    Coverage coverage = Coverage.of(kind, FEWER_CASES);
    assertThat(coverage.ofFitted())
        .as(coverage.toString())
        .isBetween(0.95 - SAMPLING_ERROR, 0.95 + SAMPLING_ERROR);
  }

  @Test
  void sharpTransitionsAreCalledSeparatedAndTheirBracketsContainTheTruth() {
    Coverage coverage = Coverage.of(SHARP, FEWER_CASES);
    assertThat(coverage.separated()).isEqualTo(FEWER_CASES);
    assertThat(coverage.ofBrackets()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void theNaiveBootstrapHasZeroWidthAtSharpTransitionsAndMissesTheTruth() {
    NaiveBootstrap.Result naive = NaiveBootstrap.study(SHARP, FEWER_CASES);
    assertThat(naive.zeroWidth()).isGreaterThan(FEWER_CASES / 2);
    assertThat(naive.covered()).isLessThan(FEWER_CASES / 4);
  }

  @Test
  void theNaiveBootstrapCoversTooRarelyWithFiveSeeds() {
    PlantedGroup fiveSeeds = new PlantedGroup("moderate", 9, 5, 0.15, 0, Accuracy.NONE);
    assertThat(NaiveBootstrap.study(fiveSeeds, FEWER_CASES).covered() / (double) FEWER_CASES)
        .isLessThan(0.92 - SAMPLING_ERROR / 3);
  }
}
