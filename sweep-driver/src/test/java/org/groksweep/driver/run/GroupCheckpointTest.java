package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at a bundle of groups that end before their time: two groups and a trial alone. */
final class GroupCheckpointTest {

  private static final int GROUP = 5;

  /** Some six states of a group of five, of two thousand steps at most. */
  private static final double DISTANCE = 1e7;

  private static final String CONFIG =
      LockstepBundles.chains(GROUP, 1000, 50).replace(", gradientNoise: 0.12", "")
          + "axes: {gradientNoise: [0.12, 0.15, 0.18]}\n";

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  private CheckpointedBundle bundle;
  private List<Trial> trials;

  @BeforeEach
  void begin() {
    SweepPlan plan = LockstepBundles.plan(CONFIG, 2 * GROUP + 1);
    trials = plan.bundles().get(0).trials();
    bundle = new CheckpointedBundle(folder, undisturbed, plan, DISTANCE);
  }

  @Test
  void whatWasInterruptedAtAnyPartEndsAsIfUndisturbed() throws IOException {
    int interruptions = 0;
    while (bundle.attempt("a" + interruptions, 1, Set.of()).end() == End.INTERRUPTED) {
      interruptions++;
    }

    assertThat(interruptions).isGreaterThan(8);
    assertThat(new HashSet<>(bundle.resumed)).as("each went on").hasSize(trials.size());
    assertThat(bundle.begun).containsOnlyOnce(trials.get(0).id());
    bundle.assertSameAsUndisturbed(Set.of());
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void uninterruptedTheStatesOfOneGroupAreNoPartOfTheNext() throws IOException {
    // As far as into the second group, in one attempt: behind the first one's states come its ends.
    bundle.attempt("a", statesOfTheFirstGroup() + 2, Set.of());
    bundle.begun.clear();
    bundle.resumed.clear();

    assertThat(bundle.attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(bundle.resumed).containsExactlyElementsOf(ids(GROUP, 2 * GROUP));
    assertThat(bundle.begun).containsExactly(trials.get(2 * GROUP).id());
    bundle.assertSameAsUndisturbed(Set.of());
  }

  private int statesOfTheFirstGroup() throws IOException {
    int parts = 0;
    while (!bundle.begun.contains(trials.get(GROUP).id())) {
      parts++;
      bundle.attempt("probe" + parts, 1, Set.of());
    }
    SweepDirectory directory = Sweeps.directory(folder);
    CheckpointFolder.delete(directory, bundle.id());
    bundle.begun.clear();
    return parts - 1;
  }

  @Test
  void aDamagedStateIsPassedOverForTheOneBefore() throws IOException {
    assertThat(bundle.attempt("a", 3, Set.of()).end()).isEqualTo(End.INTERRUPTED);
    bundle.begun.clear();
    Path newest = bundle.parts().get(2);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(newest);
    Files.write(newest, bytes);

    assertThat(bundle.attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(bundle.resumed).containsAll(ids(0, GROUP));
    bundle.assertSameAsUndisturbed(Set.of());
  }

  @Test
  void withoutOneOfItsTrialsAGroupBeginsAnew() throws IOException {
    bundle.attempt("a", 3, Set.of());
    bundle.begun.clear();
    Set<TrialId> skipped = Set.of(trials.get(2).id());

    // Twice: the second time there are states of the group without it.
    assertThat(bundle.attempt("b", 1, skipped).end()).isEqualTo(End.INTERRUPTED);
    assertThat(bundle.resumed).isEmpty();
    assertThat(bundle.begun).hasSize(GROUP - 1).doesNotContainAnyElementsOf(skipped);
    assertThat(bundle.attempt("c", Integer.MAX_VALUE, skipped).end()).isEqualTo(End.COMMITTED);

    assertThat(bundle.resumed).hasSize(GROUP - 1);
    bundle.assertSameAsUndisturbed(skipped);
  }

  @Test
  void statesThatCannotBePublishedCostNothingElse() throws IOException {
    Sweeps.directory(folder);
    // A file where the folder of checkpoints should be: no part can be published.
    Files.writeString(folder.resolve("_checkpoints"), "");

    assertThat(bundle.attempt("a", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    bundle.assertSameAsUndisturbed(Set.of());
  }

  private List<TrialId> ids(int from, int to) {
    return trials.subList(from, to).stream().map(Trial::id).toList();
  }
}
