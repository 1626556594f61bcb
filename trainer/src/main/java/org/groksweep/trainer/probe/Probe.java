package org.groksweep.trainer.probe;

import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * A further measurement of a trial's weights, taken where a row is recorded. It changes nothing
 * that a trial computes, so it is no part of its identity.
 *
 * <p>Implementations have a public constructor without parameters, keep nothing between calls and
 * are found through ServiceLoader. The same weights must give the same bits: use plain arithmetic,
 * Math.sqrt and StrictMath.
 */
public interface Probe {

  /** Its name in a config's {@code probes: […]}, in camel case. */
  String name();

  /** What it measures, in one sentence for the reference page. */
  String meaning();

  /**
   * Its columns in the tables: nullable, DOUBLE or DOUBLE_LIST, in snake case, and no column of any
   * other probe or table.
   */
  List<Column> columns();

  /** Whether it applies to such trials; elsewhere its columns are null. */
  boolean supports(TrialSpec spec);

  /**
   * Measures weights.
   *
   * @param weights possibly with numbers that are not finite
   * @param phase index of the phase within the spec, from 0
   * @return values of its columns; one that is left out is null
   */
  ProbeValues measure(Weights weights, TrialSpec spec, int phase);
}
