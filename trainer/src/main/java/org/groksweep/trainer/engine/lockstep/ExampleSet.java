package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;

/** Some examples of a task, by number. */
final class ExampleSet {

  private final int[] numbers;

  /** Takes them in rising order, so that the same set has the same sums for every seed. */
  ExampleSet(int[] numbers) {
    this.numbers = numbers.clone();
    Arrays.sort(this.numbers);
  }

  int size() {
    return numbers.length;
  }

  int number(int place) {
    return numbers[place];
  }

  /** Whether these are the same examples. */
  boolean isSameAs(ExampleSet other) {
    return Arrays.equals(numbers, other.numbers);
  }
}
