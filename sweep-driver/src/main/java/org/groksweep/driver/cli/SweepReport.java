package org.groksweep.driver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.ReportJob;
import org.groksweep.analysis.job.SizeAxis;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.analysis.report.ReportSubject;
import org.groksweep.driver.plan.PlanFile;
import org.groksweep.driver.plan.SweepPlan;

/** Writes a sweep's page and says where: what {@code report} does, and {@code analyze} last. */
final class SweepReport {

  private final SparkSession spark;
  private final PrintWriter out;

  SweepReport(SparkSession spark, PrintWriter out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * Writes the page of a sweep that was analysed.
   *
   * @param over the data size that its critical sizes are over
   * @param views of its tables
   */
  void write(StoredSweep sweep, SweepPlan plan, Optional<SizeAxis> over, SqlViews views)
      throws IOException {
    String page =
        new ReportJob(spark).write(sweep.directory().location(), views, subject(sweep, plan, over));
    out.printf("report: %s%n", shown(page));
    out.flush();
  }

  private static ReportSubject subject(StoredSweep sweep, SweepPlan plan, Optional<SizeAxis> over)
      throws IOException {
    PlanFile newest = sweep.newestPlan();
    return new ReportSubject(
        plan.name(),
        plan.sweepId(),
        shown(sweep.directory().location()),
        plan.trials(),
        AnalysisOptions.axes(plan).stream().map(ReportSubject.Axis::of).toList(),
        over.map(size -> new ReportSubject.Size(size.path(), size.examplesSql())),
        indented(newest.config()),
        newest.versions(),
        newest.data());
  }

  private static String indented(String json) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return mapper.writeValueAsString(mapper.readTree(json));
  }

  /** A local folder as one would type it. */
  private static String shown(String location) {
    return location.replaceFirst("^file:/*(?=/)", "");
  }
}
