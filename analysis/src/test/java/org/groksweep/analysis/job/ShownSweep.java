package org.groksweep.analysis.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.StoredSweep.StoredRow;
import org.groksweep.analysis.job.StoredSweep.StoredTrial;
import org.groksweep.analysis.report.ReportSubject;
import org.groksweep.trainer.metrics.EndReason;

/**
 * A small sweep with everything that a page must show: at depth 2 seeds that generalize from
 * different sizes on, at depth 3 a separated transition, at depth 4 none; and a crashed trial at
 * depth 5.
 */
final class ShownSweep {

  static final long[] SIZES = {10, 20, 40, 80, 160, 320, 640};
  static final int SEEDS = 6;
  static final int TRIALS = 4 * SIZES.length * SEEDS;
  static final String HOSTILE = "</script><script>document.title='broken'</script>{{script}} <b>&";

  private ShownSweep() {}

  /** Stores and analyses the sweep and writes its page. */
  static String page(SparkSession spark, Path folder) throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    for (int depth = 2; depth <= 5; depth++) {
      sweep.bundle("depth" + depth, trials(depth));
    }
    SizeAxis over = new SizeAxis("task.trainExamples");
    new AnalysisJob(spark)
        .analyze(sweep.directory(), new AnalysisRequest(EventRules.DEFAULT, Optional.of(over)));
    return new ReportJob(spark)
        .write(
            sweep.directory(),
            SqlViews.of(spark, List.of(sweep.directory())),
            subject(sweep.directory(), over));
  }

  static ReportSubject subject(String directory, SizeAxis over) {
    return new ReportSubject(
        HOSTILE,
        "s-1",
        directory,
        TRIALS + 12,
        List.of(ReportSubject.Axis.of("model.depth"), ReportSubject.Axis.of(over.path())),
        Optional.of(new ReportSubject.Size(over.path(), over.examplesSql())),
        "{\"name\": \"" + HOSTILE + "\"}",
        Map.of("groksweep", "1.0.0"),
        Map.of("digits", "f00d"));
  }

  private static List<StoredTrial> trials(int depth) {
    List<StoredTrial> trials = new ArrayList<>();
    for (long size : SIZES) {
      for (long seed = 0; seed < SEEDS; seed++) {
        boolean generalizes =
            switch (depth) {
              case 2 -> size >= 40 * (1 + seed);
              case 3 -> size > 100;
              default -> false;
            };
        boolean crashes = depth == 5 && size == 10 && seed == 0;
        trials.add(trial(depth, size, seed, generalizes, crashes));
      }
    }
    return trials;
  }

  private static StoredTrial trial(
      int depth, long size, long seed, boolean generalizes, boolean crashes) {
    List<StoredRow> rows = curve(generalizes ? 40 : Long.MAX_VALUE);
    Map<String, Object> ended = new HashMap<>();
    ended.put("status", (crashes ? EndReason.CRASHED : EndReason.COMPLETED).name());
    ended.put("max_steps", 59L);
    ended.put("final_test_accuracy", generalizes ? 0.97 : 0.1 + 0.08 * Math.log((double) size));
    if (crashes) {
      ended.put("error", HOSTILE + "\n\tat somewhere");
    }
    return new StoredTrial(
        "t-%d-%d-%d".formatted(depth, size, seed),
        Map.of(
            "sweep_id",
            "s-1",
            "cell_id",
            "c-%d-%d".formatted(depth, size),
            "depth",
            depth,
            "train_examples",
            (int) size,
            "seed",
            seed),
        ended,
        rows);
  }

  // Memorized from step 5 on.
  private static List<StoredRow> curve(long generalized) {
    return LongStream.range(0, 60)
        .mapToObj(
            step ->
                new StoredRow(
                    "train", step, step >= 5 ? 1.0 : 0.2, step >= generalized ? 1.0 : 0.1))
        .toList();
  }
}
