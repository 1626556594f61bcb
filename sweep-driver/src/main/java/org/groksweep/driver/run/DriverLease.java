package org.groksweep.driver.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.groksweep.trainer.spec.CanonicalJson;

/**
 * A driver's claim on its folder {@code _staging/<id>}, from its start to its end. What dies
 * without closing it leaves a lease that others can see to be a dead process's.
 */
public final class DriverLease implements AutoCloseable {

  static final String FILE = "lease.json";
  // The kernel's boot time, to which start times are relative, moves by a second with the clock.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /**
   * Who holds a lease.
   *
   * @param id of the driver
   * @param machine host name and machine id, and the process namespace where containers have one:
   *     what process numbers are unique in
   * @param pid its process number
   * @param started when the process started, in milliseconds since 1970; 0 if the system hides it
   */
  public record Holder(String id, String machine, long pid, long started) {

    /** Whether the holder is known to be gone; false where it may live on another machine. */
    boolean isDead() {
      if (!machine.equals(thisMachine())) {
        return false;
      }
      return ProcessHandle.of(pid).filter(this::isSameProcess).isEmpty();
    }

    private boolean isSameProcess(ProcessHandle process) {
      long itsStart = startOf(process);
      return process.isAlive()
          && (itsStart == 0 || Math.abs(itsStart - started) <= START_TOLERANCE.toMillis());
    }
  }

  private final FileSystem files;
  private final Path folder;
  private final Holder holder;

  private DriverLease(FileSystem files, Path folder, Holder holder) {
    this.files = files;
    this.folder = folder;
    this.holder = holder;
  }

  /** Takes a lease under a new id in the folder of all drivers' folders. */
  static DriverLease take(FileSystem files, Path staging) throws IOException {
    ProcessHandle process = ProcessHandle.current();
    String id = "d" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    Holder holder = new Holder(id, thisMachine(), process.pid(), startOf(process));
    Path folder = new Path(staging, id);
    files.mkdirs(folder);
    try (FSDataOutputStream stream = files.create(new Path(folder, FILE), false)) {
      stream.write(CanonicalJson.of(holder).getBytes(StandardCharsets.UTF_8));
    }
    return new DriverLease(files, folder, holder);
  }

  /** The driver's id. */
  public String id() {
    return holder.id();
  }

  Path folder() {
    return folder;
  }

  /** Removes the folder and all that the driver's attempts have left in it. */
  @Override
  public void close() throws IOException {
    files.delete(folder, true);
  }

  static String thisMachine() {
    return hostName() + "/" + firstLine("/etc/machine-id") + "/" + processNamespace();
  }

  /** The name of this host, or "localhost" where it has none that resolves. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String firstLine(String file) {
    try {
      return Files.readString(java.nio.file.Path.of(file)).strip();
    } catch (IOException e) {
      // Not Linux: the host's name must do.
      return "";
    }
  }

  private static String processNamespace() {
    try {
      return Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException e) {
      // Not Linux: there are no namespaces to tell apart.
      return "";
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
