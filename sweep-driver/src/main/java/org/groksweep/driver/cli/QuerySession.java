package org.groksweep.driver.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A Spark session for queries and analyses: that of spark-submit, or one inside this process. */
final class QuerySession {

  private QuerySession() {}

  static SparkSession open() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*,4]");
    conf.setIfMissing("spark.app.name", "groksweep");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    // Spark's own choice is a task for each file that is listed.
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");
    // Spark warns of every plan as wide as the tables are.
    conf.setIfMissing("spark.sql.debug.maxToStringFields", "1000");
    // Records do not pass through Kryo.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    conf.set("spark.sql.session.timeZone", "UTC");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
