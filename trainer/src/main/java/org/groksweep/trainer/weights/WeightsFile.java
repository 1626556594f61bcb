package org.groksweep.trainer.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.dl4j.SerializedNetwork;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.TrialSpec;

/** A file of saved weights. */
public final class WeightsFile {

  private WeightsFile() {}

  /** The ending of the files' names. */
  public static String ending(Saving.Format format) {
    return format == Saving.Format.NPZ ? ".npz" : ".zip";
  }

  /**
   * Writes weights; the same ones give the same bytes.
   *
   * @param file must not exist
   */
  public static void write(Path file, Weights weights, TrialSpec spec, Saving.Format format)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      if (format == Saving.Format.NPZ) {
        Npz.write(weights, spec.precision(), out);
      } else {
        SerializedNetwork.write(weights, spec, FixedTime.OF_ENTRIES, out);
      }
    }
  }
}
