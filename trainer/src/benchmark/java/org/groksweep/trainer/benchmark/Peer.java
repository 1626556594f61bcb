package org.groksweep.trainer.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer's process. It first writes a line about itself, then answers every line that is a number
 * of units by the nanoseconds that these took; it ends where its input ends.
 */
final class Peer implements Timed, AutoCloseable {

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final String description;

  /**
   * Starts {@code python script arguments…} in the folder of the scripts.
   *
   * @param coreType the kernels its OpenBLAS uses, unless the environment names others
   */
  Peer(String python, Path scripts, List<String> command, String coreType) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(python);
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(scripts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putIfAbsent("OPENBLAS_CORETYPE", coreType);
    this.process = builder.start();
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.description = answer();
  }

  /** What the peer says it runs. */
  String description() {
    return description;
  }

  @Override
  public void run(long units) {
    nanos(units);
  }

  /** By the peer's own clock. */
  @Override
  public long nanos(long units) {
    try {
      requests.write(units + "\n");
      requests.flush();
      return Long.parseLong(answer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the peer ended; its own error stands above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
