package org.groksweep.analysis.job;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.groksweep.analysis.arrhenius.TemperatureDefinition;
import org.groksweep.analysis.arrhenius.Wait;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.TrialId;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One trial's wait for one escape in one phase.
 *
 * @param group the id of the group that it belongs to
 * @param identity the columns of {@link Tables#identity}
 * @param status how the trial ended
 * @param settings what {@link SpecReader} read
 * @param phase index of the phase
 * @param escape index of the escape rule within the phase
 * @param definition of the temperature
 * @param waited how long it lasted
 */
record EscapeTrial(
    String group,
    Row identity,
    String status,
    Row settings,
    int phase,
    int escape,
    TemperatureDefinition definition,
    Wait waited)
    implements Serializable {

  /** The column of the phases' first steps, a map by the phase's name. */
  static final String PHASE_STARTS = "phase_starts";

  private static final String FULL = "FULL";

  /**
   * All waits of a trial; none for an escape that a phase began with.
   *
   * @param trial with {@link SpecReader}'s columns and {@link #PHASE_STARTS}
   * @param identity names of its columns
   */
  static Stream<EscapeTrial> of(Row trial, List<String> identity) {
    Map<List<String>, Row> passages =
        trial.<Row>getList(trial.fieldIndex("passages")).stream()
            .collect(
                Collectors.toMap(
                    row -> List.of(row.getAs("phase"), row.getAs("rule")),
                    row -> row,
                    // Of a passage rule and an escape of one name the escape comes last.
                    (passage, escape) -> escape));
    Row settings = SpecReader.settings(trial);
    List<Row> phases = SpecReader.phases(settings);
    return IntStream.range(0, phases.size())
        .boxed()
        .flatMap(
            p ->
                IntStream.range(0, SpecReader.escapes(phases.get(p)).size())
                    .mapToObj(e -> of(trial, identity, p, e, passages))
                    .flatMap(Optional::stream));
  }

  private static Optional<EscapeTrial> of(
      Row trial, List<String> identity, int phase, int escape, Map<List<String>, Row> passages) {
    Row settings = SpecReader.settings(trial);
    Row waited = SpecReader.phases(settings).get(phase);
    String name = waited.getAs("name");
    String rule = SpecReader.escapes(waited).get(escape).getAs("name");
    TemperatureDefinition definition = definition(settings, waited);
    Optional<Wait> wait =
        wait(
            trial,
            waited,
            temperature(definition, settings, waited),
            passages.get(List.of(name, rule)));
    String shared = String.join("\n", SpecReader.groupText(trial), definition.name(), name, rule);
    return wait.map(
        known ->
            new EscapeTrial(
                TrialId.group(shared),
                Tables.part(trial, identity),
                trial.getAs("status"),
                settings,
                phase,
                escape,
                definition,
                known));
  }

  private static Optional<Wait> wait(Row trial, Row phase, double temperature, Row passage) {
    double learningRate = phase.<Double>getAs("learningRate");
    long budget = phase.<Long>getAs("maxSteps");
    long seed = trial.<Long>getAs("seed");
    Wait missing = Wait.missing(seed, temperature, learningRate, budget);
    if (passage == null) {
      // The phase was not begun: by an end that says nothing of how long it would have lasted.
      return Optional.of(missing);
    }
    long steps = passage.<Long>getAs("step") - start(trial, phase.getAs("name"));
    if (!passage.<Boolean>getAs("censored")) {
      return steps == 0
          ? Optional.empty()
          : Optional.of(new Wait(seed, temperature, learningRate, steps, budget, Wait.End.ESCAPED));
    }
    boolean waited = steps == budget && EndReason.valueOf(trial.getAs("status")).isResult();
    return Optional.of(
        waited
            ? new Wait(seed, temperature, learningRate, budget, budget, Wait.End.BUDGET)
            : missing);
  }

  private static long start(Row trial, String phase) {
    scala.collection.Map<String, Long> starts = trial.getAs(PHASE_STARTS);
    Long start = CollectionConverters.asJava(starts).get(phase);
    if (start == null) {
      throw new IllegalStateException(
          "trial " + trial.getAs("trial_id") + " has a passage but no row in phase " + phase);
    }
    return start;
  }

  /** By the noise that is declared; by batches where there is no other. */
  private static TemperatureDefinition definition(Row settings, Row phase) {
    boolean batches = !FULL.equals(settings.<Row>getAs("batching").getAs("sampling"));
    return batches && SpecReader.orZero(phase, "gradientNoise") == 0
        ? TemperatureDefinition.LEARNING_RATE_OVER_BATCH_SIZE
        : TemperatureDefinition.LANGEVIN;
  }

  private static double temperature(TemperatureDefinition definition, Row settings, Row phase) {
    double learningRate = phase.<Double>getAs("learningRate");
    double variance = SpecReader.orZero(phase, "gradientNoise");
    if (definition == TemperatureDefinition.LANGEVIN) {
      return variance == 0 ? 0 : definition.of(learningRate, variance, 1);
    }
    int size = settings.<Row>getAs("batching").<Integer>getAs("size");
    return definition.of(learningRate, variance, size);
  }

  Row phaseSettings() {
    return SpecReader.phases(settings).get(phase);
  }

  Row rule() {
    return SpecReader.escapes(phaseSettings()).get(escape);
  }
}
