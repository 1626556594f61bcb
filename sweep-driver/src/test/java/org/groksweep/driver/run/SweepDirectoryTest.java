package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.groksweep.driver.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepDirectoryTest {

  @TempDir private Path folder;

  @Test
  void aNewDirectoryIsNoSweepAndNothingIsWritten() throws IOException {
    SweepDirectory directory = at(folder.resolve("new"));

    assertThat(directory.isSweep()).isFalse();
    assertThat(directory.plans()).isEmpty();
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void theLocationIsTheSameBeforeAndAfterTheFolderExists() throws IOException {
    String before = at(folder.resolve("sweep")).location();
    Files.createDirectory(folder.resolve("sweep"));

    assertThat(at(folder.resolve("sweep")).location())
        .isEqualTo(before)
        .isEqualTo("file:" + folder.resolve("sweep"));
  }

  @Test
  void plansAreKeptInOrder() throws IOException {
    SweepDirectory directory = at(folder);
    directory.extendPlans(stored -> Optional.of("first"));
    directory.extendPlans(stored -> Optional.of("second"));

    assertThat(at(folder).plans()).containsExactly("first", "second");
    assertThat(folder.resolve("plans/0002.json")).hasContent("second");
    assertThat(folder.resolve("_staging")).isEmptyDirectory();
  }

  @Test
  void aConflictThatTheQuestionThrowsLeavesTheDirectoryAsItWas() throws IOException {
    SweepDirectory directory = at(folder.resolve("new"));

    assertThatThrownBy(
            () ->
                directory.extendPlans(
                    stored -> {
                      throw new IllegalStateException("conflict");
                    }))
        .hasMessage("conflict");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void driversThatExtendAtOnceGetNumbersOfTheirOwn() throws Exception {
    int drivers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(drivers);
    try {
      List<Callable<List<String>>> calls = new ArrayList<>();
      for (int i = 0; i < drivers; i++) {
        String name = "driver " + i;
        calls.add(() -> at(folder).extendPlans(stored -> Optional.of(name + stored.size())));
      }
      for (Future<List<String>> call : threads.invokeAll(calls)) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<String> plans = at(folder).plans();
    assertThat(plans).hasSize(drivers).doesNotHaveDuplicates();
    for (int i = 0; i < drivers; i++) {
      assertThat(plans.get(i)).as("asked again after every loss").endsWith(Integer.toString(i));
    }
  }

  @Test
  void anotherProgramsFolderIsRefused() throws IOException {
    Files.createFile(folder.resolve("thesis.tex"));

    assertThatThrownBy(() -> at(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be empty or hold a sweep; it holds thesis.tex and no plans");
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> at(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be a directory; it is a file");
  }

  @Test
  void aFileSystemWithoutExclusivePublishingIsRefused() {
    Configuration configuration = new Configuration();

    assertThatThrownBy(() -> SweepDirectory.at("ftp://localhost/sweep", configuration))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("out: ftp://localhost/sweep must be on file:, hdfs: or s3a:");
  }

  @Test
  void spacesColonsAndLettersOfAnyAlphabetArePartOfAName() throws IOException {
    for (String name : List.of("a b", "50% of [x]", "run:1", "мир")) {
      Path path = folder.resolve(name);
      Sweeps.directory(path);

      assertThat(path.resolve("plans/0001.json")).exists();
      assertThat(SweepDirectory.at(at(path).location(), new Configuration()).isSweep()).isTrue();
    }
  }

  @Test
  void aPathThatNoFolderCanBeMadeUnderIsRefused() {
    // Not even root may write there.
    assertThatThrownBy(() -> Sweeps.directory(Path.of("/proc/sweep")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be writable");
  }

  private static SweepDirectory at(Path path) throws IOException {
    return SweepDirectory.at(path.toString(), new Configuration());
  }
}
