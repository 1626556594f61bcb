package org.groksweep.trainer.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.groksweep.trainer.data.ExampleOrder;
import org.groksweep.trainer.data.Examples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real files, where Debian's package dataset-fashion-mnist is installed. Counts as Xiao, Rasul
 * and Vollgraf (2017) publish them; labels and pixels as Python's gzip and struct read them.
 */
@Tag("slow")
class FashionMnistTest {

  private static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

  @Test
  void theFilesOfDebianAreReadAsPublished() throws IOException {
    assumeThat(FOLDER).isDirectory();
    Examples fashion = fashion(1);
    assertThat(fashion.count()).isEqualTo(70_000);
    assertThat(fashion.available()).isEqualTo(60_000);
    assertThat(fashion.features()).isEqualTo(784);
    assertThat(classCounts(fashion, 0, 60_000)).containsOnly(6_000);
    assertThat(classCounts(fashion, 60_000, 70_000)).containsOnly(1_000);
    assertThat(labels(fashion, 0)).containsExactly(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
    assertThat(labels(fashion, 60_000)).containsExactly(9, 2, 1, 1, 6, 1, 4, 6, 5, 7);

    double[] boot = new double[784];
    fashion.copyInput(0, boot, 0);
    assertThat(boot[3 * 28 + 16]).isEqualTo(73 / 255.0);
    assertThat(boot[14 * 28 + 12]).isEqualTo(237 / 255.0);
  }

  /** A mean of means of equal squares is the mean of all. */
  @Test
  void poolingKeepsTheMeanOfAnImage() throws IOException {
    assumeThat(FOLDER).isDirectory();
    double[] fine = new double[784];
    double[] coarse = new double[49];
    fashion(1).copyInput(12_345, fine, 0);
    Examples pooled = fashion(4);
    assertThat(pooled.features()).isEqualTo(49);
    pooled.copyInput(12_345, coarse, 0);
    assertThat(Arrays.stream(coarse).average().orElseThrow())
        .isCloseTo(Arrays.stream(fine).average().orElseThrow(), Offset.offset(1e-14));
  }

  private static Examples fashion(int pooling) throws IOException {
    return IdxFiles.read(
        new ImagesTask(
            FOLDER.resolve("train-images-idx3-ubyte.gz").toString(),
            FOLDER.resolve("train-labels-idx1-ubyte.gz").toString(),
            FOLDER.resolve("t10k-images-idx3-ubyte.gz").toString(),
            FOLDER.resolve("t10k-labels-idx1-ubyte.gz").toString(),
            10,
            pooling,
            ExampleOrder.FILE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE));
  }

  private static int[] labels(Examples examples, int first) {
    int[] labels = new int[10];
    Arrays.setAll(labels, i -> examples.label(first + i));
    return labels;
  }

  private static int[] classCounts(Examples examples, int from, int to) {
    int[] counts = new int[10];
    for (int example = from; example < to; example++) {
      counts[examples.label(example)]++;
    }
    return counts;
  }
}
