package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.engine.EngineTable;
import org.junit.jupiter.api.Test;

class CostModelTest {

  /** Between a tenth of a GFLOP/s and 10 TFLOP/s lies every core that this could run on. */
  @Test
  void theProbeFindsTheSpeedOfARealCore() throws IOException {
    CostModel model = CostModel.probe(Families.load(), EngineTable.load());
    assertThat(model.secondsPerFlop()).isBetween(1e-13, 1e-8);
  }
}
