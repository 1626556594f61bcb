package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {

  private static final int SMALL = 1_000_000;
  private static final Tiles FLOATS = new Tiles(SMALL, Float.BYTES);
  private static final Tiles DOUBLES = new Tiles(SMALL, Double.BYTES);

  /**
   * 32 floats by 128 are 16 KiB. Columns of 128 floats begin in every eighth set of 64, so that 8
   * ways hold 64 of them together; 64 floats, in every fourth: 128.
   */
  @ParameterizedTest
  @CsvSource({
    "200, 200, 100", // two parts, neither of more than 128
    "784, 200, 112", // seven
    "512, 128, 64",
    "512, 64, 128",
    "100, 784, 100"
  })
  void depthsFitTheCache(int depth, int stride, int expected) {
    assertThat(FLOATS.depth(depth, stride)).isEqualTo(expected);
  }

  @Test
  void aTileOfDoublesIsHalfAsDeep() {
    assertThat(DOUBLES.depth(200, 200)).isEqualTo(50);
  }

  /** Columns of 256 floats begin in four sets: 32 together, which is too few. */
  @Test
  void productsWhoseColumnsShareSetsStayWhole() {
    assertThat(FLOATS.cut(200, 200, 200, 200)).isTrue();
    assertThat(FLOATS.cut(128, 512, 128, 128)).isTrue();
    assertThat(FLOATS.cut(256, 256, 256, 256)).isFalse();
    assertThat(FLOATS.cut(512, 256, 512, 512)).isFalse();
    assertThat(FLOATS.cut(1 << 14, 4, 512, 1 << 14)).isFalse();
    assertThat(DOUBLES.cut(128, 512, 128, 128)).isFalse();
  }

  @Test
  void smallProductsAndThoseOfOtherLibrariesStayWhole() {
    assertThat(FLOATS.cut(100, 100, 100, 100)).isFalse();
    assertThat(FLOATS.cut(100, 100, 101, 100)).isTrue();
    assertThat(Tiles.none(Float.BYTES).cut(1000, 1000, 1000, 1000)).isFalse();
  }

  @Test
  void noTileHasMoreMultiplicationsThanItsVolume() {
    for (int width = 1; width < 2000; width += 7) {
      for (int depth = 1; depth <= 128; depth++) {
        assertThat((long) Tiles.HEIGHT * FLOATS.width(width, depth) * depth)
            .isLessThanOrEqualTo(SMALL);
      }
    }
  }
}
