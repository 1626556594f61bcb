package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.SqlViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sql DIR… "SELECT …"}: a query on the views of sweeps. */
@Command(
    name = "sql",
    description = {
      "Queries the tables of sweeps, as views.",
      "trials has a row per finished trial, metrics one per recorded step;",
      "after analyze there are events (a row per trial), critical_size, and, where a sweep has escapes or",
      "walks, escapes, escape_times, arrhenius, walks and hysteresis. SHOW VIEWS lists them.",
      "Several directories are joined by column name."
    })
final class SqlCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "2..*",
      paramLabel = "DIR… QUERY",
      description = "Directories of sweeps, then one query, quoted.")
  private List<String> arguments;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private QueryFormat format;

  @Override
  public Integer call() throws IOException {
    int last = arguments.size() - 1;
    String query = arguments.get(last);
    if (!query.strip().contains(" ")) {
      throw new ParameterException(
          spec.commandLine(), "the last argument, '" + query + "', must be a query, in quotes");
    }
    List<String> directories = new ArrayList<>();
    for (String name : arguments.subList(0, last)) {
      directories.add(StoredSweep.existing(name).directory().location());
    }
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = QuerySession.open()) {
      SqlViews views = SqlViews.of(spark, directories);
      format.print(views.query(query), out);
    }
    return ExitCode.DONE;
  }
}
