package org.groksweep.trainer.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * 1,797 handwritten digits of 8 × 8 pixels; an input is the 64 pixels, row by row, each in {0,
 * 1/16, …, 1}.
 *
 * <p>Source: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, UCI
 * Machine Learning Repository, CC BY 4.0, the test part. The hold-out is stratified, see {@link
 * HoldOut}.
 */
final class DigitsExamples implements Examples {

  private static final String RESOURCE = "digits.csv.gz";
  private static final int COUNT = 1797;
  private static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final double BRIGHTEST = 16;

  private final int available;

  /** [count, 64], the hold-out last. */
  private final double[] pixels;

  private final int[] labels;
  private final String fingerprint;

  private DigitsExamples(int available, double[] pixels, int[] labels) {
    this.available = available;
    this.pixels = pixels;
    this.labels = labels;
    this.fingerprint = Fingerprint.of(this);
  }

  /** Reads the digits and puts the task's hold-out last. */
  static DigitsExamples read(DigitsTask task) throws IOException {
    double[] pixels = new double[COUNT * PIXELS];
    int[] labels = new int[COUNT];
    try (InputStream packed = DigitsExamples.class.getResourceAsStream(RESOURCE);
        InputStream bytes = new GZIPInputStream(packed);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII))) {
      for (int example = 0; example < COUNT; example++) {
        String line = lines.readLine();
        if (line == null) {
          throw new EOFException(
              "%s: line %d of %d is missing".formatted(RESOURCE, example + 1, COUNT));
        }
        String[] numbers = line.split(",", -1);
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          pixels[example * PIXELS + pixel] = Integer.parseInt(numbers[pixel]) / BRIGHTEST;
        }
        labels[example] = Integer.parseInt(numbers[PIXELS]);
      }
    }
    int available = COUNT - task.testExamples();
    return inOrder(HoldOut.last(labels, CLASSES, task.testExamples()), available, pixels, labels);
  }

  private static DigitsExamples inOrder(int[] order, int available, double[] pixels, int[] labels) {
    double[] orderedPixels = new double[pixels.length];
    int[] orderedLabels = new int[labels.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(pixels, order[i] * PIXELS, orderedPixels, i * PIXELS, PIXELS);
      orderedLabels[i] = labels[order[i]];
    }
    return new DigitsExamples(available, orderedPixels, orderedLabels);
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public int available() {
    return available;
  }

  @Override
  public int features() {
    return PIXELS;
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.of(new ImageShape(SIDE, SIDE));
  }

  @Override
  public int outputs() {
    return CLASSES;
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public int label(int example) {
    return labels[example];
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    System.arraycopy(pixels, example * PIXELS, target, offset, PIXELS);
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + CLASSES, 0);
    target[offset + labels[example]] = 1;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }
}
