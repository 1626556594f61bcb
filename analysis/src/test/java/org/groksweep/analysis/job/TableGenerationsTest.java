package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableGenerationsTest {

  private static final List<String> TABLES = List.of("arrhenius", "critical_size", "events");
  private static final Map<String, String> OLD = Map.of("arrhenius", "old", "events", "old");
  private static final Map<String, String> NEW = Map.of("critical_size", "new", "events", "new");
  private static final Map<String, String> LATER = Map.of("events", "later");
  private static final int MORE_THAN_ALL_STEPS = 1000;

  @TempDir static java.nio.file.Path temporary;

  static Stream<TableFiles> fileSystems() throws IOException {
    // The second takes the way of HDFS, over the same disk.
    return Stream.of(
        new LocalTableFiles(),
        new HadoopTableFiles(new Path(temporary.toUri()), new Configuration()));
  }

  @ParameterizedTest
  @MethodSource("fileSystems")
  void whoeverDiesAtAnyStepReadersFindTheOldTablesOrTheNew(TableFiles files) throws IOException {
    boolean sawOld = false;
    boolean sawNew = false;
    int steps = 0;
    boolean died = true;
    while (died) {
      assertThat(steps).isLessThan(MORE_THAN_ALL_STEPS);
      Path sweep = sweepWith(files, OLD);
      died = diesIn(sweep, NEW, new DyingFiles(files, steps));
      Map<String, String> found = read(sweep, files);
      assertThat(found).as("after %d steps", steps).isIn(OLD, NEW);
      assertThat(plain(sweep, "events")).as("after %d steps", steps).hasSize(1);
      sawOld |= found.equals(OLD);
      sawNew |= found.equals(NEW);

      new TableGenerations(sweep, files).publish(generation(sweep, LATER));
      assertThat(read(sweep, files)).isEqualTo(LATER);
      assertThat(visible(sweep)).containsExactly("analysis");
      assertThat(names(sweep, "analysis")).containsExactly("events");
      steps++;
    }
    assertThat(sawOld && sawNew).isTrue();
    assertThat(steps).isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("fileSystems")
  void filesOfEarlierNamesGiveWay(TableFiles files) throws IOException {
    Path sweep = sweepWith(files, Map.of());
    java.nio.file.Path old = local(sweep).resolve("analysis/events/part-00000-x.zstd.parquet");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "old");

    new TableGenerations(sweep, files).publish(generation(sweep, NEW));

    assertThat(plain(sweep, "events")).containsExactly("events.parquet");
  }

  @Test
  void aFolderIsAbandonedWhereItsProcessIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    String mine = StagingName.fresh();
    String dead = mine.replace("-p" + ProcessHandle.current().pid() + "-", "-p" + gone.pid() + "-");

    assertThat(StagingName.isAbandoned(mine)).isFalse();
    assertThat(StagingName.isAbandoned(dead)).isTrue();
    assertThat(StagingName.isAbandoned("_analysis-6c9b1a2e-1c1e-4f0e-9a53-5d2d3a0c5a11-old"))
        .isTrue();
    assertThat(StagingName.isAbandoned(dead.replace("_analysis-", "_analysis-another."))).isFalse();
    assertThat(Stream.of("_analysis-next", "_staging", "analysis", "metrics"))
        .noneMatch(StagingName::isAbandoned);
  }

  private static boolean diesIn(Path sweep, Map<String, String> tables, TableFiles files)
      throws IOException {
    try {
      new TableGenerations(sweep, files).publish(generation(sweep, tables));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static Path sweepWith(TableFiles files, Map<String, String> tables) throws IOException {
    Path sweep = new Path(Files.createTempDirectory(temporary, "sweep").toUri());
    if (!tables.isEmpty()) {
      new TableGenerations(sweep, files).publish(generation(sweep, tables));
    }
    return sweep;
  }

  private static Path generation(Path sweep, Map<String, String> tables) throws IOException {
    Path folder = new Path(sweep, "_prepared-" + tables.hashCode());
    for (Map.Entry<String, String> table : tables.entrySet()) {
      java.nio.file.Path file = local(TableGenerations.fileIn(folder, table.getKey()));
      Files.createDirectories(file.getParent());
      Files.writeString(file, table.getValue());
    }
    return folder;
  }

  private static Map<String, String> read(Path sweep, TableFiles files) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    for (String table : TABLES) {
      Optional<Path> file = new TableGenerations(sweep, files).file(table);
      if (file.isPresent()) {
        tables.put(table, Files.readString(local(file.get())));
      }
    }
    return tables;
  }

  private static List<String> plain(Path sweep, String table) throws IOException {
    return names(sweep, "analysis/" + table);
  }

  // What this process prepared and died with stays: a living process may still need it.
  private static List<String> visible(Path sweep) throws IOException {
    return names(sweep, "").stream().filter(name -> !name.startsWith("_")).toList();
  }

  private static List<String> names(Path sweep, String folder) throws IOException {
    try (Stream<java.nio.file.Path> entries = Files.list(local(sweep).resolve(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Does so many changes, and at the next one dies before it. */
  private static final class DyingFiles implements TableFiles {

    private final TableFiles files;
    private int left;

    DyingFiles(TableFiles files, int changes) {
      this.files = files;
      this.left = changes;
    }

    @Override
    public List<String> names(Path folder) throws IOException {
      return files.names(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      step();
      files.createFolder(folder);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      step();
      files.replace(from, to);
    }

    @Override
    public boolean moveToFreeName(Path from, Path to) throws IOException {
      step();
      return files.moveToFreeName(from, to);
    }

    // Part by part, as it may be.
    @Override
    public void delete(Path path) throws IOException {
      if (Files.isDirectory(local(path))) {
        for (String name : files.names(path)) {
          delete(new Path(path, name));
        }
      }
      step();
      files.delete(path);
    }

    private void step() {
      if (left == 0) {
        throw new Killed();
      }
      left--;
    }
  }
}
