package org.groksweep.trainer.data;

/**
 * The shape of an input that is an image of one channel, row by row.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageShape(int height, int width) {

  public ImageShape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image: %d × %d must be at least 1 × 1".formatted(height, width));
    }
  }
}
