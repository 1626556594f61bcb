package org.groksweep.analysis.job;

import org.apache.spark.sql.SparkSession;

/** The one session of this module's tests. */
final class TestSpark {

  private TestSpark() {}

  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }
}
