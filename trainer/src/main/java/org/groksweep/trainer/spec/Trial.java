package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;

/**
 * A planned trial: its names, its spec and where it stands in its sweep.
 *
 * @param id names the trial
 * @param cellId names its cell: all that it shares with the trials of other seeds
 * @param spec what it computes
 * @param axes its values on the sweep's axes, in the config's order, without the seed
 */
public record Trial(TrialId id, String cellId, TrialSpec spec, List<AxisValue> axes)
    implements Serializable {

  public Trial {
    axes = List.copyOf(axes);
  }
}
