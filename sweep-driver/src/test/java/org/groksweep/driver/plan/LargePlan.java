package org.groksweep.driver.plan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;

/**
 * Plans 100,000 cells in a JVM of its own and prints their number and the CPU seconds of the
 * process.
 */
final class LargePlan {

  private static final String CONFIG =
      """
      name: large
      task: {type: digits}
      model: {type: mlp, width: 16}
      optimizer: {type: adamw, learningRate: 0.2 / alpha^2}
      maxSteps: ceil(16 / (learningRate * weightDecay))
      seeds: 1
      axes:
        depth: {from: 2, to: 6}
        constants.alpha: {from: 1, to: 10, count: 10}
        weightDecay: {from: 0.001, to: 1, count: 20, scale: log}
        initScale: {from: 1, to: 20, count: 20}
        dataFraction: {from: 0.02, to: 1, count: 5}
      exclude: ["depth == 2 && initScale > 100"]
      """;

  private LargePlan() {}

  public static void main(String[] arguments) {
    SweepConfig config = ConfigReader.read("large.yaml", CONFIG, List.of(), Families.load());
    SweepPlan plan = SweepPlanner.standard().plan(config);
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    System.out.println(plan.trials() + " " + process.getProcessCpuTime() * 1e-9);
  }
}
