package org.groksweep.trainer.engine.lockstep;

/**
 * Sums of products along whole arrays from 0, in double precision, of at least one term. Every sum
 * is taken in the order of its terms, however many of them a loop adds. {@link FloatSums} is its
 * twin.
 */
final class DoubleSums {

  private DoubleSums() {}

  static void dot(
      double[] out,
      double[][] left,
      int leftAt,
      int leftStride,
      double[][] right,
      int rightAt,
      int rightStride,
      int terms,
      int lanes) {
    int l = leftAt;
    int r = rightAt;
    int l1 = l + leftStride;
    int r1 = r + rightStride;
    int done = Math.min(terms, 3);
    switch (done) {
      case 1 -> product(out, left[l], right[r], lanes);
      case 2 -> products(out, left[l], right[r], left[l1], right[r1], lanes);
      default ->
          products(
              out,
              left[l],
              right[r],
              left[l1],
              right[r1],
              left[l1 + leftStride],
              right[r1 + rightStride],
              lanes);
    }
    for (; done + 1 < terms; done += 2) {
      l = leftAt + done * leftStride;
      r = rightAt + done * rightStride;
      addProductsInPlace(
          out, left[l], right[r], left[l + leftStride], right[r + rightStride], lanes);
    }
    if (done < terms) {
      l = leftAt + done * leftStride;
      addProductInPlace(out, left[l], right[rightAt + done * rightStride], lanes);
    }
  }

  private static void product(double[] out, double[] a, double[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void products(
      double[] out, double[] a, double[] b, double[] c, double[] d, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i] + c[i] * d[i];
    }
  }

  // The longest sum that Java 17 vectorizes: with a fourth product the loop is six times slower.
  private static void products(
      double[] out,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double[] e,
      double[] f,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i] + c[i] * d[i] + e[i] * f[i];
    }
  }

  private static void addProductInPlace(double[] out, double[] a, double[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] += a[i] * b[i];
    }
  }

  private static void addProductsInPlace(
      double[] out, double[] a, double[] b, double[] c, double[] d, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = out[i] + a[i] * b[i] + c[i] * d[i];
    }
  }

  static void weighted(
      double[] out,
      double[] factors,
      int factorAt,
      int factorStride,
      double[][] arrays,
      int at,
      int stride,
      int terms,
      int lanes) {
    int done = Math.min(terms, 3);
    double f = factors[factorAt];
    double[] a = arrays[at];
    if (done == 1) {
      scaled(out, f, a, lanes);
    } else if (done == 2) {
      scaled(out, f, a, factors[factorAt + factorStride], arrays[at + stride], lanes);
    } else {
      scaled(
          out,
          f,
          a,
          factors[factorAt + factorStride],
          arrays[at + stride],
          factors[factorAt + 2 * factorStride],
          arrays[at + 2 * stride],
          lanes);
    }
    for (; done + 3 < terms; done += 4) {
      int from = factorAt + done * factorStride;
      int array = at + done * stride;
      addScaledInPlace(
          out,
          factors[from],
          arrays[array],
          factors[from + factorStride],
          arrays[array + stride],
          factors[from + 2 * factorStride],
          arrays[array + 2 * stride],
          factors[from + 3 * factorStride],
          arrays[array + 3 * stride],
          lanes);
    }
    for (; done < terms; done++) {
      addScaledInPlace(
          out, factors[factorAt + done * factorStride], arrays[at + done * stride], lanes);
    }
  }

  private static void scaled(double[] out, double f, double[] a, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i];
    }
  }

  private static void scaled(double[] out, double f, double[] a, double g, double[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i] + g * b[i];
    }
  }

  private static void scaled(
      double[] out, double f, double[] a, double g, double[] b, double h, double[] c, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i] + g * b[i] + h * c[i];
    }
  }

  private static void addScaledInPlace(double[] out, double f, double[] a, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] += f * a[i];
    }
  }

  private static void addScaledInPlace(
      double[] out,
      double f,
      double[] a,
      double g,
      double[] b,
      double h,
      double[] c,
      double k,
      double[] d,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = out[i] + f * a[i] + g * b[i] + h * c[i] + k * d[i];
    }
  }

  static void sum(double[] out, double[][] arrays, int terms, int lanes) {
    System.arraycopy(arrays[0], 0, out, 0, lanes);
    for (int term = 1; term < terms; term++) {
      addInPlace(out, arrays[term], lanes);
    }
  }

  private static void addInPlace(double[] target, double[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] += in[i];
    }
  }
}
