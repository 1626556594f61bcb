package org.groksweep.trainer.data.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;

/** Small IDX files for tests, and the tasks that read them. */
record IdxFiles(Path folder) {

  static final int IMAGES_MAGIC = 0x803;
  static final int LABELS_MAGIC = 0x801;
  static final int TRAIN_COUNT = 6;
  static final int TEST_COUNT = 3;
  static final int SIDE = 4;

  /** Six images and three for testing, of 4 × 4 pixels; image i has label i and pixels 16i + k. */
  static IdxFiles written(Path folder) throws IOException {
    IdxFiles files = new IdxFiles(folder);
    files.write("train-images", images(TRAIN_COUNT));
    files.write("train-labels", labels(TRAIN_COUNT));
    files.write("test-images", images(TEST_COUNT));
    files.write("test-labels", labels(TEST_COUNT));
    return files;
  }

  static byte[] images(int count) {
    ByteBuffer file = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    file.putInt(IMAGES_MAGIC).putInt(count).putInt(SIDE).putInt(SIDE);
    for (int i = 0; i < count * SIDE * SIDE; i++) {
      file.put((byte) i);
    }
    return file.array();
  }

  static byte[] labels(int count) {
    ByteBuffer file = ByteBuffer.allocate(8 + count);
    file.putInt(LABELS_MAGIC).putInt(count);
    for (int i = 0; i < count; i++) {
      file.put((byte) i);
    }
    return file.array();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  void pack(String name, byte[] content) throws IOException {
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      packed.write(content);
    }
  }

  ImagesTask task() {
    return task(1, ExampleOrder.SHUFFLED, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  ImagesTask task(int pooling, ExampleOrder order, int availableExamples, int testExamples) {
    return new ImagesTask(
        path("train-images"),
        path("train-labels"),
        path("test-images"),
        path("test-labels"),
        10,
        pooling,
        order,
        availableExamples,
        testExamples);
  }

  static Examples read(ImagesTask task) throws IOException {
    return ImageExamples.read(task, new DataFiles());
  }
}
