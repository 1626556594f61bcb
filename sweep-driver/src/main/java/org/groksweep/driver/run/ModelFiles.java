package org.groksweep.driver.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.loop.WeightsSink;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.weights.WeightsFile;

/** The saved weights of a bundle on this machine, a file each, until they are published. */
final class ModelFiles implements WeightsSink {

  private final Path folder;
  private final Saving.Format format;

  /**
   * @param scratch the attempt's folder on this machine
   */
  ModelFiles(Path scratch, Saving.Format format) {
    this.folder = scratch.resolve("models");
    this.format = format;
  }

  @Override
  public void save(Trial trial, String name, Weights weights) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(trial.id() + "-" + name + WeightsFile.ending(format));
    WeightsFile.write(file, weights, trial.spec(), format);
  }

  /** All files, in the order of their names. */
  static List<Path> in(Path scratch) throws IOException {
    Path folder = scratch.resolve("models");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
