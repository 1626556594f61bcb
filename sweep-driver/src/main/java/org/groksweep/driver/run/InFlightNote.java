package org.groksweep.driver.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Trial;

/**
 * Says in an attempt's staging folder which trial it is training, so that a trial that takes its
 * process down can be named afterwards.
 */
final class InFlightNote {

  private static final String NAME = "in-flight.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was being trained.
   *
   * @param bundle its bundle
   * @param trial its id
   * @param place its axis values and seed, for people
   */
  record InFlight(String bundle, String trial, String place) {}

  private final SweepDirectory directory;
  private final Path file;
  private final String bundleId;
  private boolean written;

  InFlightNote(SweepDirectory directory, Path staging, String bundleId) {
    this.directory = directory;
    this.file = new Path(staging, NAME);
    this.bundleId = bundleId;
  }

  /**
   * Notes the trial that is about to begin. On a remote file system only the bundle's first: a
   * write there can cost more than a small trial, and local mode, which the note is for, is local.
   */
  void write(Trial trial) throws IOException {
    if (written && !directory.files().getUri().getScheme().equals("file")) {
      return;
    }
    InFlight note = new InFlight(bundleId, trial.id().value(), TrialEnd.placeOf(trial));
    try (FSDataOutputStream stream = directory.files().create(file, true)) {
      stream.write(CanonicalJson.of(note).getBytes(StandardCharsets.UTF_8));
    }
    written = true;
  }

  /** The note of an attempt's folder; empty where none was finished. */
  static Optional<InFlight> read(SweepDirectory directory, Path staging) throws IOException {
    try (FSDataInputStream stream = directory.files().open(new Path(staging, NAME))) {
      byte[] text = stream.readAllBytes();
      return text.length == 0
          ? Optional.empty()
          : Optional.of(JSON.readValue(text, InFlight.class));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }
}
