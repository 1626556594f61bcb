package org.groksweep.trainer.data;

import java.util.Arrays;
import org.groksweep.trainer.data.PermutationsTask.Operation;

/**
 * All permutations of 0 … degree - 1, numbered in the lexicographic order of their images; number 0
 * is the identity. The product a·b applies a first, then b: (a·b)[i] = b[a[i]].
 */
final class SymmetricGroup {

  private final int degree;

  /** [order, degree]: of each permutation, the images of 0 … degree - 1. */
  private final int[][] images;

  SymmetricGroup(int degree) {
    this.degree = degree;
    this.images = new int[factorial(degree)][];
    for (int number = 0; number < images.length; number++) {
      images[number] = permutation(number);
    }
  }

  /** Number of permutations. */
  int order() {
    return images.length;
  }

  int product(int a, int b) {
    int[] product = new int[degree];
    Arrays.setAll(product, i -> images[b][images[a][i]]);
    return number(product);
  }

  int inverse(int a) {
    int[] inverse = new int[degree];
    for (int i = 0; i < degree; i++) {
      inverse[images[a][i]] = i;
    }
    return number(inverse);
  }

  /** The results of all pairs, [order, order], b counting fastest. */
  int[] results(Operation operation) {
    int[] results = new int[order() * order()];
    for (int a = 0; a < order(); a++) {
      int last =
          switch (operation) {
            case COMPOSE -> 0;
            case CONJUGATE -> inverse(a);
            case ABA_PRODUCT -> a;
          };
      for (int b = 0; b < order(); b++) {
        results[a * order() + b] = product(product(a, b), last);
      }
    }
    return results;
  }

  /** The images of permutation {@code number}, whose digits in the factorial base choose them. */
  private int[] permutation(int number) {
    int[] permutation = new int[degree];
    boolean[] used = new boolean[degree];
    int rest = number;
    for (int i = 0; i < degree; i++) {
      int arrangements = factorial(degree - 1 - i);
      permutation[i] = unused(used, rest / arrangements);
      used[permutation[i]] = true;
      rest %= arrangements;
    }
    return permutation;
  }

  private int number(int[] permutation) {
    int number = 0;
    for (int i = 0; i < degree; i++) {
      int smaller = 0;
      for (int j = i + 1; j < degree; j++) {
        smaller += permutation[j] < permutation[i] ? 1 : 0;
      }
      number += smaller * factorial(degree - 1 - i);
    }
    return number;
  }

  private static int unused(boolean[] used, int rank) {
    int image = -1;
    for (int left = rank; left >= 0; left--) {
      do {
        image++;
      } while (used[image]);
    }
    return image;
  }

  private static int factorial(int n) {
    int product = 1;
    for (int factor = 2; factor <= n; factor++) {
      product *= factor;
    }
    return product;
  }
}
