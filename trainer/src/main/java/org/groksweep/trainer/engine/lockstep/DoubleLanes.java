package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.Elementary;
import org.groksweep.trainer.engine.Grain;
import org.groksweep.trainer.random.NormalLanes;

/**
 * {@link LaneArithmetic} in double precision. The loops are plain, over whole arrays from 0, so
 * that the compiler vectorizes them; {@link FloatLanes} is its twin.
 */
final class DoubleLanes implements LaneArithmetic<double[]> {

  @Override
  public double[][] allocate(int arrays, int lanes) {
    return new double[arrays][lanes];
  }

  @Override
  public void set(double[] array, int lane, double value) {
    array[lane] = value;
  }

  @Override
  public double get(double[] array, int lane) {
    return array[lane];
  }

  @Override
  public void dot(
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

  @Override
  public void weightedSum(
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
    for (; done + 1 < terms; done += 2) {
      addScaledInPlace(
          out,
          factors[factorAt + done * factorStride],
          arrays[at + done * stride],
          factors[factorAt + (done + 1) * factorStride],
          arrays[at + (done + 1) * stride],
          lanes);
    }
    if (done < terms) {
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
      double[] out, double f, double[] a, double g, double[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = out[i] + f * a[i] + g * b[i];
    }
  }

  @Override
  public void sum(double[] out, double[][] arrays, int terms, int lanes) {
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

  @Override
  public void differenceOfSquares(double[] out, double[] a, double[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * a[i] - b[i] * b[i];
    }
  }

  @Override
  public void scaledProduct(double[] out, double[] a, double[] b, double factor, int lanes) {
    double scale = factor;
    for (int i = 0; i < lanes; i++) {
      out[i] = scale * a[i] * b[i];
    }
  }

  @Override
  public void multiplyInPlace(double[] target, double[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] *= in[i];
    }
  }

  @Override
  public void logisticSlopeInPlace(
      double[] outputs, double[] signs, double[] exponents, double[] scratch, int lanes) {
    for (int i = 0; i < lanes; i++) {
      exponents[i] = signs[i] * outputs[i];
    }
    Elementary.expWithinNormal(exponents, scratch, lanes);
    for (int i = 0; i < lanes; i++) {
      outputs[i] = -signs[i] / (1 + exponents[i]);
    }
  }

  @Override
  public void subtract(double[] out, double[] in, double value, int lanes) {
    double subtracted = value;
    for (int i = 0; i < lanes; i++) {
      out[i] = in[i] - subtracted;
    }
  }

  @Override
  public void subtractInPlace(double[] target, double[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] -= in[i];
    }
  }

  @Override
  public void scaleInPlace(double[] target, double factor, int lanes) {
    double scale = factor;
    for (int i = 0; i < lanes; i++) {
      target[i] *= scale;
    }
  }

  @Override
  public void updateInPlace(
      double[] weights, double[] gradient, double keep, double rate, int lanes) {
    double kept = keep;
    double step = rate;
    for (int i = 0; i < lanes; i++) {
      weights[i] = Grain.rounded(kept * weights[i] - step * gradient[i]);
    }
  }

  @Override
  public void updateInPlace(
      double[] weights,
      double[] gradient,
      double[] noise,
      double keep,
      double rate,
      double noiseRate,
      int lanes) {
    double kept = keep;
    double step = rate;
    double noiseStep = noiseRate;
    for (int i = 0; i < lanes; i++) {
      weights[i] = kept * weights[i] - (step * gradient[i] + noiseStep * noise[i]);
    }
  }

  @Override
  public void singularValues(
      double[] larger,
      double[] smaller,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      int lanes) {
    // σ₁ + σ₂ = |(a + d, b - c)| and |σ₁ - σ₂| = |(a - d, b + c)|.
    for (int i = 0; i < lanes; i++) {
      double p = a[i] + d[i];
      double q = b[i] - c[i];
      larger[i] = Math.sqrt(p * p + q * q);
    }
    for (int i = 0; i < lanes; i++) {
      double p = a[i] - d[i];
      double q = b[i] + c[i];
      smaller[i] = Math.sqrt(p * p + q * q);
    }
    for (int i = 0; i < lanes; i++) {
      double sum = larger[i];
      double difference = smaller[i];
      larger[i] = 0.5 * (sum + difference);
      smaller[i] = 0.5 * Math.abs(sum - difference);
    }
  }

  @Override
  public void magnitude(double[] out, double[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = Math.abs(in[i]);
    }
  }

  @Override
  public int firstAtLeast(double[] values, double bound, int from, int lanes) {
    int lane = from;
    while (lane < lanes && !(values[lane] >= bound)) {
      lane++;
    }
    return lane;
  }

  @Override
  public int firstAtMost(double[] values, double bound, int from, int lanes) {
    int lane = from;
    while (lane < lanes && !(values[lane] <= bound)) {
      lane++;
    }
    return lane;
  }

  @Override
  public int firstNotFinite(double[] values, int from, int lanes) {
    int lane = from;
    while (lane < lanes && Math.abs(values[lane]) <= Double.MAX_VALUE) {
      lane++;
    }
    return lane;
  }

  @Override
  public void draw(
      NormalLanes normals,
      double[][] target,
      int from,
      int count,
      int lanes,
      long step,
      long block) {
    normals.draw(target, from, count, lanes, step, block);
  }
}
