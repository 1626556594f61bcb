package org.groksweep.analysis.critical;

import java.io.Serializable;

/**
 * The responses between which a critical size is midway.
 *
 * @param floor in [0, 1), below ceiling
 * @param ceiling in (0, 1]
 */
public record Levels(double floor, double ceiling) implements Serializable {

  /** Of a probability. */
  public static final Levels ZERO_TO_ONE = new Levels(0, 1);

  public Levels {
    if (!(floor >= 0 && floor < ceiling && ceiling <= 1)) {
      throw new IllegalArgumentException(
          "levels: floor "
              + floor
              + " and ceiling "
              + ceiling
              + " must be in [0, 1] with floor below ceiling");
    }
  }

  /** (floor + ceiling) / 2. */
  public double middle() {
    return (floor + ceiling) / 2;
  }
}
