package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.groksweep.driver.replay.Sample;
import org.groksweep.driver.replay.StoredTrials;
import org.groksweep.driver.replay.TrialReplay;
import org.groksweep.driver.replay.TrialReplay.Verdict;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.SweepState;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.trainer.spec.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay DIR}: trains some committed trials again and compares their rows. */
@Command(
    name = "replay",
    description = {
      "Trains a random sample of trials again and compares every number of their rows.",
      "In this process, by the planned engine; ends with 4 if one differs."
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The sweep's directory.")
  private String location;

  @Option(
      names = "--sample",
      paramLabel = "N|P%",
      defaultValue = "5%",
      description = "How many: a number or a percentage (default: ${DEFAULT-VALUE}).")
  private String sample;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the draw: another seed draws others (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Sample wanted = wanted();
    StoredSweep sweep = StoredSweep.existing(location);
    SweepState state = sweep.state();
    StoredTrials stored = new StoredTrials(sweep.directory(), state);
    List<Trial> drawn = wanted.of(stored.all(), trial -> trial.id().value());
    PrintWriter out = spec.commandLine().getOut();
    TrialReplay replay = new TrialReplay(state.plan(), new EngineTrainers());
    Path scratch = Files.createTempDirectory("groksweep-replay");
    long different = 0;
    try {
      for (Trial trial : drawn) {
        different += replay(trial, stored, replay, scratch, out) ? 0 : 1;
      }
    } finally {
      Files.deleteIfExists(scratch);
    }
    out.printf(
        "%s of %,d trained again: %s%n",
        TextTable.count(drawn.size(), "trial"),
        state.trialsDone(),
        different == 0 ? "none differs" : different + " differ");
    return different == 0 ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
  }

  private static boolean replay(
      Trial trial, StoredTrials stored, TrialReplay replay, Path scratch, PrintWriter out)
      throws IOException, InterruptedException {
    out.printf("%s (%s): ", trial.id(), TrialEnd.placeOf(trial));
    out.flush();
    Optional<TrialReplay.Stored> found = stored.find(trial);
    if (found.isEmpty()) {
      out.println("left out: it crashed or ran out of time, so there is no result to compare");
      return true;
    }
    Verdict verdict = replay.replay(found.get(), scratch);
    out.println((verdict.same() ? "equal: " : "DIFFERENT: ") + verdict.text());
    out.flush();
    return verdict.same();
  }

  private Sample wanted() {
    try {
      return Sample.parse(sample, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
