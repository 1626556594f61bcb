package org.groksweep.trainer.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * 1,797 handwritten digits of 8 × 8 pixels; an input is the 64 pixels, row by row, each in {0,
 * 1/16, …, 1}.
 *
 * <p>Source: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, UCI
 * Machine Learning Repository, CC BY 4.0, the test part. The hold-out is stratified: each class
 * gives its share of it, and which of its examples is drawn once for all sweeps.
 */
final class DigitsExamples implements Examples {

  private static final String RESOURCE = "digits.csv.gz";
  private static final int COUNT = 1797;
  private static final int PIXELS = 64;
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
    return inOrder(holdOutLast(labels, task.testExamples()), available, pixels, labels);
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

  /** The file's examples in the file's order, those of the hold-out after all others. */
  private static int[] holdOutLast(int[] labels, int testExamples) {
    int[] quotas = quotas(labels, testExamples);
    // The draw is part of the data set: one fixed seed, whatever the seeds of the trials are.
    RandomStream draws = new RandomStream(SeedStreams.of(0), Stream.DATA);
    boolean[] heldOut = new boolean[labels.length];
    for (int digit = 0; digit < CLASSES; digit++) {
      int[] members = examplesOf(digit, labels);
      int[] order = new int[members.length];
      draws.shuffle(order, digit);
      for (int i = 0; i < quotas[digit]; i++) {
        heldOut[members[order[i]]] = true;
      }
    }
    int[] order = new int[labels.length];
    int next = 0;
    int nextHeldOut = labels.length - testExamples;
    for (int example = 0; example < labels.length; example++) {
      order[heldOut[example] ? nextHeldOut++ : next++] = example;
    }
    return order;
  }

  /** Each class's part of the hold-out, by largest remainders; the lower digit wins a tie. */
  private static int[] quotas(int[] labels, int testExamples) {
    int[] quotas = new int[CLASSES];
    int[] remainders = new int[CLASSES];
    int given = 0;
    for (int digit = 0; digit < CLASSES; digit++) {
      int share = examplesOf(digit, labels).length * testExamples;
      quotas[digit] = share / labels.length;
      remainders[digit] = share % labels.length;
      given += quotas[digit];
    }
    for (; given < testExamples; given++) {
      int largest = 0;
      for (int digit = 1; digit < CLASSES; digit++) {
        largest = remainders[digit] > remainders[largest] ? digit : largest;
      }
      quotas[largest]++;
      remainders[largest] = -1;
    }
    return quotas;
  }

  private static int[] examplesOf(int digit, int[] labels) {
    return IntStream.range(0, labels.length).filter(example -> labels[example] == digit).toArray();
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
