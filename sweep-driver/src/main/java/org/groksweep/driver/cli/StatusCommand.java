package org.groksweep.driver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.groksweep.driver.run.DriverLease;
import org.groksweep.driver.run.SweepState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status DIR}: how much of a sweep is done, from its files alone. */
@Command(name = "status", description = "Says how much of a sweep is done; safe while it runs.")
final class StatusCommand implements Callable<Integer> {

  /** How the status is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The sweep's directory.")
  private String location;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    StoredSweep sweep = StoredSweep.existing(location);
    SweepState state = sweep.state();
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(json(sweep, state));
    } else {
      print(sweep, state, out);
    }
    return ExitCode.DONE;
  }

  private static void print(StoredSweep sweep, SweepState state, PrintWriter out) {
    long trials = state.plan().trials();
    out.printf("%s at %s%n", state.plan().sweepId(), sweep.directory().location());
    out.printf("%,d of %s done%n", state.trialsDone(), TextTable.count(trials, "trial"));
    new TreeMap<>(state.trialsByStatus())
        .forEach((status, count) -> out.printf("  %-10s %,d%n", status, count));
    out.printf(
        "%,d of %s to train%n",
        state.missing().size(), TextTable.count(state.plan().bundles().size(), "bundle"));
    for (String bundle : state.broken()) {
      out.printf("bundle %s has lost its metrics file; run trains it again%n", bundle);
    }
    for (DriverLease.Holder driver : state.drivers()) {
      out.printf(
          "driver %s on %s, process %d, may be at work%n",
          driver.id(), driver.machine(), driver.pid());
    }
  }

  private static String json(StoredSweep sweep, SweepState state) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweepId", state.plan().sweepId());
    fields.put("location", sweep.directory().location());
    fields.put("trials", state.plan().trials());
    fields.put("trialsDone", state.trialsDone());
    fields.put("trialsByStatus", new TreeMap<>(state.trialsByStatus()));
    fields.put("bundles", state.plan().bundles().size());
    fields.put("bundlesMissing", state.missing().size());
    fields.put("bundlesBroken", state.broken());
    fields.put("drivers", state.drivers().stream().map(DriverLease.Holder::id).toList());
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields);
  }
}
