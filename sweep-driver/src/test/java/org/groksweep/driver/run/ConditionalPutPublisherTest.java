package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that S3A is given, against a stand-in with its semantics; no test of S3 itself. */
final class ConditionalPutPublisherTest {

  @TempDir private Path folder;
  private final ObjectStore store = new ObjectStore();
  private Publisher publisher;
  private Path file;
  private Path target;

  @BeforeEach
  void start() throws IOException {
    store.initialize(folder.toUri(), new Configuration());
    publisher = new ConditionalPutPublisher(store);
    file = Files.writeString(folder.resolve("file"), "rows");
    target = folder.resolve("target");
  }

  @Test
  void theFirstWins() throws IOException {
    assertThat(publish()).isTrue();
    assertThat(target).hasContent("rows");
    Files.writeString(file, "other rows");

    assertThat(publish()).isFalse();
    assertThat(target).hasContent("rows");
  }

  @Test
  void whoLosesWhileWritingHasLost() throws IOException {
    store.beforeClose = () -> Files.writeString(target, "winner");

    assertThat(publish()).isFalse();
    assertThat(target).hasContent("winner");
  }

  @Test
  void aFailureWhileWritingAbortsTheStreamAndPublishesNothing() {
    store.full = true;

    assertThatThrownBy(this::publish).hasRootCauseMessage("broken pipe");
    assertThat(store.aborted).isTrue();
    assertThat(target).doesNotExist();
  }

  private boolean publish() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(target.toUri());
    return publisher.publish(file, path.getParent(), path);
  }

  private interface Action {
    void run() throws IOException;
  }

  /** Objects appear when their stream closes; a conditional one is refused if its name is taken. */
  private static final class ObjectStore extends RawLocalFileSystem {

    private Action beforeClose = () -> {};
    private boolean full;
    private boolean aborted;

    @Override
    public FSDataOutputStreamBuilder<FSDataOutputStream, ?> createFile(
        org.apache.hadoop.fs.Path path) {
      return new Builder(this, path);
    }

    private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {

      private final Path path;

      Builder(ObjectStore store, org.apache.hadoop.fs.Path path) {
        super(store, path);
        this.path = Path.of(path.toUri().getPath());
      }

      @Override
      public Builder getThisBuilder() {
        return this;
      }

      @Override
      public FSDataOutputStream build() throws IOException {
        assertThat(getMandatoryKeys()).containsExactly("fs.option.create.conditional.overwrite");
        assertThat(getOptions().getBoolean("fs.option.create.conditional.overwrite", false))
            .isTrue();
        return new FSDataOutputStream(new Upload(path), null);
      }
    }

    private final class Upload extends ByteArrayOutputStream implements Abortable {

      private final Path path;

      Upload(Path path) {
        this.path = path;
      }

      @Override
      public synchronized void write(byte[] bytes, int offset, int length) {
        if (full) {
          throw new java.io.UncheckedIOException(new IOException("broken pipe"));
        }
        super.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        beforeClose.run();
        try {
          Files.write(path, toByteArray(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
          throw new IOException("PUT failed: (Service: S3, Status Code: 412)", e);
        }
      }

      @Override
      public AbortableResult abort() {
        aborted = true;
        return new AbortableResult() {
          @Override
          public boolean alreadyClosed() {
            return false;
          }

          @Override
          public IOException anyCleanupException() {
            return null;
          }
        };
      }
    }
  }
}
