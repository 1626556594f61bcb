package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;

/** What the replicas of one group train, and on what: all that is no loop across lanes. */
interface ReplicaModel {

  /** [weights] those that a trial begins with. */
  double[] firstWeights(SeedStreams seeds);

  /** [weights] as named tensors. */
  Weights named(double[] weights);

  /**
   * [weights] of named tensors.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #named}
   */
  double[] values(Weights weights);

  /** Gives all replicas of the group their training and test sets of a phase. */
  void assign(Phase phase, List<Replica> replicas);

  /** What a recorded row tells of a replica's weights, on its sets of the phase. */
  Measurement measure(Replica replica, Phase phase);

  /** What an update of a phase takes. */
  StepCost stepCost(GroupPhase phase);

  /** About how many numbers an update works on in each lane. */
  long numbersPerLane();

  /** A tile's part for a phase, whose sets are assigned, in so many lanes. */
  <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, GroupPhase phase, int lanes);

  /** From how many replicas on lanes are faster than one by one {@link #along} coordinates. */
  int fewestInLanes();

  /** One replica along its own coordinates, for a phase whose sets are assigned. */
  <A> CoordinatePass<A> along(LaneArithmetic<A> arithmetic, GroupPhase phase);
}
