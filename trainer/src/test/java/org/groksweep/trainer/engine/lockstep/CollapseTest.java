package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A network that only decays ends small, but neither at 0 nor where arithmetic is slow. */
class CollapseTest {

  private static final double KEEP = 0.9;

  /** 0.9 per update is below 1e-308 after 6,700. */
  private static final int UPDATES = 20_000;

  @Test
  void weightsInFloat32StayNormal() {
    FloatLanes lanes = new FloatLanes();
    float[] weights = {1, -1};
    for (int update = 0; update < UPDATES; update++) {
      lanes.updateInPlace(weights, new float[2], KEEP, 0.1, 2);
    }
    assertThat(weights[0]).isBetween(Float.MIN_NORMAL, 1e-28f);
    assertThat(weights[1]).isEqualTo(-weights[0]);
  }

  @Test
  void weightsInFloat64StayNormal() {
    DoubleLanes lanes = new DoubleLanes();
    double[] weights = {1, -1};
    for (int update = 0; update < UPDATES; update++) {
      lanes.updateInPlace(weights, new double[2], KEEP, 0.1, 2);
    }
    assertThat(weights[0]).isBetween(Double.MIN_NORMAL, 1e-299);
    assertThat(weights[1]).isEqualTo(-weights[0]);
  }
}
