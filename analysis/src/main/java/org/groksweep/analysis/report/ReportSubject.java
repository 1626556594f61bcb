package org.groksweep.analysis.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.metrics.MetricColumns;

/**
 * The sweep that a page is about: what its tables do not say.
 *
 * @param name from the config
 * @param sweepId as in the tables
 * @param directory where it lies, as a user would name it to a command
 * @param plannedTrials of all plans
 * @param axes that the sweep varies, seeds aside, in the config's order
 * @param size what the critical sizes are over; empty where no data size varies
 * @param config the newest canonical config
 * @param versions of the software that made the newest plan, by part
 * @param data task to fingerprint of its examples
 */
public record ReportSubject(
    String name,
    String sweepId,
    String directory,
    long plannedTrials,
    List<Axis> axes,
    Optional<Size> size,
    String config,
    Map<String, String> versions,
    Map<String, String> data) {

  /**
   * A varied hyperparameter.
   *
   * @param path its key, such as model.initScale
   * @param column of the tables
   */
  public record Axis(String path, String column) {

    /** The axis of a key. */
    public static Axis of(String path) {
      // The column's name does not depend on its type.
      return new Axis(
          path,
          MetricColumns.ofAxis(path, org.groksweep.trainer.metrics.Column.Type.STRING).name());
    }

    /** The key's last part; a phase's key keeps the phase's name. */
    String label() {
      if (path.startsWith("phases.")) {
        return path.substring("phases.".length());
      }
      return path.substring(path.lastIndexOf('.') + 1);
    }
  }

  /**
   * The axis that is the size of a training set.
   *
   * @param path its key, such as task.dataFraction
   * @param examplesSql the number of training examples, over the columns of trials
   */
  public record Size(String path, String examplesSql) {}

  public ReportSubject {
    axes = List.copyOf(axes);
    versions = Map.copyOf(versions);
    data = Map.copyOf(data);
  }

  /** The axes that groups of trials differ in: all but the size's. */
  List<Axis> groupAxes() {
    return axes.stream()
        .filter(axis -> size.isEmpty() || !axis.path().equals(size.get().path()))
        .toList();
  }
}
