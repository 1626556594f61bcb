package org.groksweep.analysis.job;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.functions;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;

/**
 * The data size that critical sizes are sought over.
 *
 * @param path the key that varies it: task.dataFraction or task.trainExamples, or the same of a
 *     phase, as phases.shrink.dataFraction
 */
public record SizeAxis(String path) {

  private static final Pattern PATHS =
      Pattern.compile("(?:task|phases\\.(?<phase>.+))\\.(?:dataFraction|trainExamples)");

  public SizeAxis {
    if (!isSize(path)) {
      throw new IllegalArgumentException(
          "over: "
              + path
              + " must be task.dataFraction or task.trainExamples, or the same of a phase, as"
              + " phases.shrink.dataFraction");
    }
  }

  /** Whether a key's values are sizes of training sets. */
  public static boolean isSize(String path) {
    return PATHS.matcher(path).matches();
  }

  /** The columns that vary with it: the size as a fraction and as a count. */
  Set<String> columns() {
    String owner = path.substring(0, path.lastIndexOf('.'));
    return Set.of(column(owner + ".dataFraction"), column(owner + ".trainExamples"));
  }

  /** The number of training examples, from a row of trials: a fraction is not one. */
  org.apache.spark.sql.Column examples() {
    return functions.expr(examplesSql());
  }

  /** The same as SQL over the columns of trials, a bigint. */
  public String examplesSql() {
    Matcher matcher = PATHS.matcher(path);
    if (matcher.matches() && matcher.group("phase") != null) {
      // What a phase trains on stands in the trial's spec alone.
      return """
          CAST(get(filter(
            from_json(spec, 'phases array<struct<name:string,trainExamples:bigint>>').phases,
            phase -> phase.name = '%s'), 0).trainExamples AS bigint)"""
          .formatted(matcher.group("phase").replace("'", "\\'"));
    }
    return "CAST(" + column("task.trainExamples") + " AS bigint)";
  }

  private static String column(String path) {
    return MetricColumns.ofAxis(path, Column.Type.DOUBLE).name();
  }
}
