package org.groksweep.analysis.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;

/** Writes a sweep's page from its tables, in place of the one before. */
public final class ReportJob {

  /** The page, in the sweep's directory. */
  public static final String NAME = "report.html";

  private final SparkSession spark;

  public ReportJob(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Writes the page.
   *
   * @param directory of the sweep, which was analysed
   * @param views of its tables
   * @return where it lies
   * @throws InvalidQueryException if the sweep was never analysed
   * @throws IOException if the directory cannot be read or written
   */
  public String write(String directory, SqlViews views, ReportSubject subject) throws IOException {
    String html = new ReportPage(subject, new SparkReportTables(spark, views)).html();
    Path page = new Path(directory, NAME);
    publish(page, html);
    return page.toString();
  }

  // Written aside and renamed: who opens the page sees the old one or the new one.
  private void publish(Path page, String html) throws IOException {
    FileContext files =
        FileContext.getFileContext(page.toUri(), spark.sparkContext().hadoopConfiguration());
    Path aside = new Path(page.getParent(), "_" + NAME + "-" + UUID.randomUUID());
    try {
      try (FSDataOutputStream stream = files.create(aside, EnumSet.of(CreateFlag.CREATE))) {
        stream.write(html.getBytes(StandardCharsets.UTF_8));
      }
      files.rename(aside, page, Rename.OVERWRITE);
    } finally {
      files.delete(aside, false);
    }
  }
}
