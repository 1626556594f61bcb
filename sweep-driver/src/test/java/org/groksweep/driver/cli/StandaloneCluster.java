package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A real Spark cluster on the loopback interface: a master and a worker as processes of their own,
 * from the jars that Maven resolved, laid out as a Spark home.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;
  private static final String HOST = "127.0.0.1";

  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Starts a cluster of two cores that keeps everything in a folder. */
  static StandaloneCluster start(Path home) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("jars"));
    Files.createFile(home.resolve("RELEASE"));
    for (String jar : GroksweepJar.sparkClassPath().split(":")) {
      Path file = Path.of(jar);
      Files.createSymbolicLink(home.resolve("jars").resolve(file.getFileName()), file);
    }
    StandaloneCluster cluster = new StandaloneCluster(home, freePort());
    try {
      cluster.launch(
          "master.Master", "--host", HOST, "--port", "" + cluster.port, "--webui-port", "0");
      cluster.awaitMaster();
      cluster.launch(
          "worker.Worker",
          "--host",
          HOST,
          "--cores",
          "2",
          "--memory",
          "2g",
          "--webui-port",
          "0",
          cluster.url());
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Runs groksweep by spark-submit in client mode, to its end. */
  ProcessResult submit(String... arguments) throws IOException, InterruptedException {
    return submitWith(List.of(), arguments);
  }

  /** The same with further options of spark-submit. */
  ProcessResult submitWith(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return ProcessResult.of(home, environment(), command(options, arguments));
  }

  /** Begins to run groksweep by spark-submit; the cluster ends it, if nothing does before. */
  void begin(List<String> options, String... arguments) throws IOException {
    start("driver", List.of(command(options, arguments)));
  }

  /** Processor time of the executors that there are. */
  Duration executorTime() {
    return CpuTime.of(processes.get(1).descendants());
  }

  private String[] command(List<String> options, String... arguments) throws IOException {
    List<String> command = java("org.apache.spark.deploy.SparkSubmit");
    Collections.addAll(
        command,
        "--master",
        url(),
        "--conf",
        "spark.driver.host=" + HOST,
        "--conf",
        "spark.driver.bindAddress=" + HOST,
        "--conf",
        "spark.executor.memory=1g",
        "--conf",
        "spark.ui.enabled=false");
    command.addAll(options);
    Collections.addAll(
        command, "--class", "org.groksweep.driver.cli.Main", GroksweepJar.file().toString());
    command.addAll(Arrays.asList(arguments));
    return command.toArray(String[]::new);
  }

  @Override
  public void close() {
    // Drivers, then the worker, which takes its executors with it.
    Collections.reverse(processes);
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private String url() {
    return "spark://" + HOST + ":" + port;
  }

  private void launch(String mainClass, String... arguments) throws IOException {
    List<String> command = java("org.apache.spark.deploy." + mainClass);
    command.addAll(Arrays.asList(arguments));
    start(mainClass, command);
  }

  private void start(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment());
    Path log = home.resolve(name + ".log");
    processes.add(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private List<String> java(String mainClass) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + GroksweepJar.root().resolve("sweep-driver/jvm.options"),
            "-Xmx1g",
            "-cp",
            home.resolve("jars") + "/*",
            mainClass));
  }

  private Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        HOST,
        "OMP_NUM_THREADS",
        "1");
  }

  private void awaitMaster() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        assertThat(processes.get(0).isAlive()).as(() -> log("master.Master")).isTrue();
        assertThat(System.nanoTime()).as(() -> log("master.Master")).isLessThan(deadline);
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private String log(String mainClass) {
    try {
      return Files.readString(home.resolve(mainClass + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
