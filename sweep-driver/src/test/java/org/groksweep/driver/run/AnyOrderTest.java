package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real engines, whose trials give the same rows in whichever order they are trained. */
final class AnyOrderTest {

  private static final SweepPlan PLAN = Sweeps.plan(4);

  @TempDir private Path folder;
  @TempDir private Path planned;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bundlesInAnyOrder(int slots) throws IOException {
    run(planned, PLAN, 1);
    List<Bundle> shuffled = new ArrayList<>(PLAN.bundles());
    Collections.shuffle(shuffled, new Random(slots));
    assertThat(shuffled).isNotEqualTo(PLAN.bundles());

    run(folder, with(shuffled), slots);

    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(planned));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(planned));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(planned));
  }

  @Test
  void trialsInTheReverseOrderInOneBundle() throws IOException {
    List<Trial> reversed = new ArrayList<>();
    PLAN.bundles().forEach(bundle -> reversed.addAll(bundle.trials()));
    Collections.reverse(reversed);
    String id = TrialId.bundle(reversed.stream().map(Trial::id).toList());

    run(planned, PLAN, 1);
    run(folder, with(List.of(new Bundle(id, "dense", reversed, 1))), 1);

    assertThat(sorted(Sweeps.metrics(folder))).isEqualTo(sorted(Sweeps.metrics(planned)));
    assertThat(sorted(Sweeps.trials(folder))).isEqualTo(sorted(Sweeps.trials(planned)));
  }

  private static void run(Path folder, SweepPlan plan, int slots) throws IOException {
    new InProcessSweepRunner(new EngineTrainers(), slots)
        .run(plan, Sweeps.directory(folder), RunOptions.DEFAULT, ProgressListener.NONE);
  }

  private static SweepPlan with(List<Bundle> bundles) {
    return new SweepPlan(
        PLAN.sweepId(), PLAN.name(), PLAN.axisColumns(), PLAN.observation(), bundles);
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream()
        .map(row -> row.replaceAll("(bundle_id|digest)=[^,}]*", ""))
        .sorted()
        .toList();
  }
}
