package org.groksweep.analysis.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.groksweep.analysis.hysteresis.WalkDirection;
import org.groksweep.analysis.hysteresis.WalkObservation;
import org.groksweep.analysis.hysteresis.WalkPlan;
import org.groksweep.trainer.metrics.EndReason;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One trial's walks.
 *
 * @param identity the columns of {@link Tables#identity}
 * @param status how the trial ended
 * @param settings what {@link SpecReader} read
 * @param strengths the singular values at each phase's end, descending, by the phase's name
 */
record HysteresisTrial(
    Row identity, String status, Row settings, Map<String, List<Double>> strengths)
    implements Serializable {

  /** The column of the singular values at the phases' ends. */
  static final String STRENGTHS = "phase_strengths";

  /** The walks of a row of trials; empty where it has none that the theory knows modes of. */
  static Optional<HysteresisTrial> of(Row trial, List<String> identity) {
    Row settings = SpecReader.settings(trial);
    boolean known =
        EscapeSettings.isPlain(settings, SpecReader.phases(settings).get(0))
            && plan(settings).isPresent();
    if (!known) {
      return Optional.empty();
    }
    Map<String, List<Double>> strengths = new java.util.HashMap<>();
    scala.collection.Map<String, scala.collection.Seq<Double>> read = trial.getAs(STRENGTHS);
    if (read != null) {
      CollectionConverters.asJava(read)
          .forEach(
              (phase, values) ->
                  strengths.put(phase, new ArrayList<>(CollectionConverters.asJava(values))));
    }
    return Optional.of(
        new HysteresisTrial(
            Tables.part(trial, identity), trial.getAs("status"), settings, strengths));
  }

  static Optional<WalkPlan> plan(Row settings) {
    List<WalkPlan.Step> steps = new ArrayList<>();
    for (Row phase : SpecReader.phases(settings)) {
      double learningRate = phase.<Double>getAs("learningRate");
      steps.add(
          new WalkPlan.Step(
              phase.getAs("name"),
              SpecReader.orZero(phase, "l2"),
              phase.<Long>getAs("maxSteps"),
              learningRate,
              learningRate * SpecReader.orZero(phase, "gradientNoise") / 2));
    }
    return WalkPlan.of(steps);
  }

  /** Whether the walks were made to their ends. */
  boolean isComplete() {
    return EndReason.valueOf(status).isResult()
        && plan(settings).orElseThrow().legs().values().stream()
            .flatMap(leg -> leg.visits().stream())
            .allMatch(visit -> strengths.containsKey(visit.name()));
  }

  /** The strength of every mode at the end of every dwell. */
  List<WalkObservation> observations() {
    List<WalkObservation> observations = new ArrayList<>();
    int modes = EscapeSettings.modes(settings).size();
    plan(settings)
        .orElseThrow()
        .legs()
        .forEach(
            (direction, leg) ->
                leg.visits().forEach(visit -> add(observations, direction, visit, modes)));
    return observations;
  }

  private void add(
      List<WalkObservation> observations, WalkDirection direction, WalkPlan.Step visit, int modes) {
    List<Double> values = strengths.get(visit.name());
    for (int mode = 0; mode < modes; mode++) {
      observations.add(new WalkObservation(direction, mode, visit.l2(), values.get(mode)));
    }
  }
}
