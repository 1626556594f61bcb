package org.groksweep.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.groksweep.analysis.arrhenius.ArrheniusFit;
import org.groksweep.analysis.arrhenius.CoxSnell;
import org.groksweep.analysis.arrhenius.EscapeGroup;
import org.groksweep.analysis.arrhenius.EscapeGroup.Fitted;
import org.groksweep.analysis.arrhenius.EscapeTheory;
import org.groksweep.analysis.arrhenius.GoodnessOfFit;
import org.groksweep.analysis.arrhenius.TimeUnit;
import org.groksweep.analysis.arrhenius.Wait;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.trainer.spec.Choices;

/** Rows of the tables of {@link EscapeColumns} about escapes. */
final class EscapeRows {

  private EscapeRows() {}

  static Row escape(EscapeTrial trial, Places places) {
    Wait wait = trial.waited();
    boolean known = wait.end() != Wait.End.MISSING;
    List<Object> cells = places.of(List.of(trial.identity()));
    for (String name : Tables.TRIAL_NAMES) {
      cells.add(places.cell(trial.identity(), name));
    }
    addWaited(cells, trial);
    cells.add(trial.definition().formula());
    cells.add(wait.temperature());
    cells.add(wait.learningRate());
    cells.add(known ? wait.steps() : null);
    cells.add(known ? wait.steps() * wait.learningRate() : null);
    cells.add(wait.end() == Wait.End.ESCAPED);
    cells.add(trial.status());
    cells.add(wait.budget());
    return RowFactory.create(cells.toArray());
  }

  /** One per temperature and time unit. */
  static Stream<Row> escapeTimes(List<EscapeTrial> trials, Places places) {
    EscapeTheory theory = EscapeSettings.theory(trials.get(0));
    EscapeGroup group = group(trials, theory);
    List<Row> rows = new ArrayList<>();
    for (TimeUnit unit : TimeUnit.values()) {
      Optional<ArrheniusFit> fit =
          group.fits(unit, OptionalLong.empty(), Optional.empty()).stream()
              .findFirst()
              .map(Fitted::fit);
      Map<Double, OptionalDouble> variations = group.variations(unit);
      group
          .meanTimes(unit)
          .forEach(
              (temperature, mean) -> {
                List<EscapeTrial> here =
                    trials.stream().filter(t -> t.waited().temperature() == temperature).toList();
                List<Object> cells = places.of(here.stream().map(EscapeTrial::identity).toList());
                addWaited(cells, here.get(0));
                cells.add(here.get(0).definition().formula());
                cells.add(temperature);
                cells.add(Choices.key(unit));
                addEstimate(cells, mean);
                cells.add(boxed(variations.getOrDefault(temperature, OptionalDouble.empty())));
                cells.add(boxed(fitted(fit, temperature)));
                cells.add(boxed(inUnit(theory.meanTime(temperature), unit, here)));
                cells.add(here.stream().filter(t -> t.waited().end() == Wait.End.ESCAPED).count());
                addSample(cells, mean);
                rows.add(RowFactory.create(cells.toArray()));
              });
    }
    return rows.stream();
  }

  private static OptionalDouble fitted(Optional<ArrheniusFit> fit, double temperature) {
    OptionalDouble log =
        fit.isEmpty() ? OptionalDouble.empty() : fit.get().logMeanTime(temperature);
    return log.isEmpty() ? log : finite(Math.exp(log.getAsDouble()));
  }

  /** One per time unit, number of zero modes and incubation. */
  static Stream<Row> arrhenius(List<EscapeTrial> trials, Places places) {
    EscapeTheory theory = EscapeSettings.theory(trials.get(0));
    EscapeGroup group = group(trials, theory);
    return Stream.of(TimeUnit.values())
        .flatMap(
            unit ->
                group
                    .fits(
                        unit,
                        EscapeSettings.incubation(trials.get(0)),
                        Optional.of(GoodnessOfFit.Bootstrap.DEFAULT))
                    .stream())
        .map(fitted -> arrhenius(trials, places, theory, fitted));
  }

  private static Row arrhenius(
      List<EscapeTrial> trials, Places places, EscapeTheory theory, Fitted fitted) {
    ArrheniusFit fit = fitted.fit();
    List<Object> cells = places.of(trials.stream().map(EscapeTrial::identity).toList());
    addWaited(cells, trials.get(0));
    cells.add(trials.get(0).definition().formula());
    cells.add(Choices.key(fitted.unit()));
    cells.add(fitted.zeroModes());
    cells.add(fitted.incubationSteps());
    addEstimate(cells, fit.barrier());
    addEstimate(cells, fit.prefactor());
    cells.add(theory.name().orElse(null));
    cells.add(boxed(theory.barrier()));
    cells.add(boxed(theoryPrefactor(theory, fitted, trials)));
    addGoodness(cells, fitted.goodness());
    cells.add(boxed(fit.rSquared()));
    cells.add(fit.groups().size());
    cells.add(fit.sharedSeeds());
    cells.add(boxed(fit.varianceFactor()));
    addSample(cells, fit.barrier());
    return RowFactory.create(cells.toArray());
  }

  // A fit without the theory's zero modes has another prefactor than the theory.
  private static OptionalDouble theoryPrefactor(
      EscapeTheory theory, Fitted fitted, List<EscapeTrial> trials) {
    return theory.law().filter(law -> law.zeroModes() == fitted.zeroModes()).isPresent()
        ? inUnit(OptionalDouble.of(theory.law().get().prefactor()), fitted.unit(), trials)
        : OptionalDouble.empty();
  }

  private static void addGoodness(List<Object> cells, Optional<GoodnessOfFit> goodness) {
    if (goodness.isEmpty()) {
      for (int k = 0; k < 4 + 1 + 2 + 4 + 1 + 1; k++) {
        cells.add(null);
      }
      return;
    }
    addEstimate(cells, goodness.get().weibull().shape());
    cells.add(boxed(goodness.get().weibull().pValue()));
    Optional<CoxSnell> coxSnell = goodness.get().coxSnell();
    cells.add(coxSnell.map(CoxSnell::distance).orElse(null));
    cells.add(coxSnell.map(CoxSnell::pValue).orElse(null));
    addEstimate(cells, goodness.get().curvature());
    cells.add(boxed(goodness.get().curvaturePValue()));
    cells.add(boxed(goodness.get().aicAdvantage()));
  }

  private static EscapeGroup group(List<EscapeTrial> trials, EscapeTheory theory) {
    return new EscapeGroup(trials.stream().map(EscapeTrial::waited).toList(), theory);
  }

  /** A learning-rate time in a unit; empty in steps where the learning rates differ. */
  private static OptionalDouble inUnit(
      OptionalDouble time, TimeUnit unit, List<EscapeTrial> trials) {
    if (time.isEmpty() || unit == TimeUnit.LEARNING_RATE_TIME) {
      return time.isEmpty() ? time : finite(time.getAsDouble());
    }
    double learningRate = trials.get(0).waited().learningRate();
    return trials.stream().allMatch(t -> t.waited().learningRate() == learningRate)
        ? finite(time.getAsDouble() / learningRate)
        : OptionalDouble.empty();
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static void addWaited(List<Object> cells, EscapeTrial trial) {
    cells.add(trial.group());
    cells.add(trial.phaseSettings().getAs("name"));
    cells.add(trial.rule().getAs("name"));
  }

  static void addEstimate(List<Object> cells, Estimate estimate) {
    cells.add(boxed(estimate.value()));
    cells.add(boxed(estimate.standardError()));
    cells.add(boxed(estimate.lower()));
    cells.add(boxed(estimate.upper()));
  }

  static void addSample(List<Object> cells, Estimate estimate) {
    cells.add(estimate.trials());
    cells.add(estimate.censored());
    cells.add(estimate.status().name());
    cells.add(Tables.boxed(estimate.budget()));
    cells.add(estimate.assumption());
  }

  private static Object boxed(OptionalDouble number) {
    return Tables.boxed(number);
  }
}
