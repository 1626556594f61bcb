package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.Elementary;
import org.groksweep.trainer.engine.Grain;
import org.groksweep.trainer.random.NormalLanes;

/**
 * {@link LaneArithmetic} in single precision. The loops are plain, over whole arrays from 0, so
 * that the compiler vectorizes them; {@link DoubleLanes} is its twin.
 */
final class FloatLanes implements LaneArithmetic<float[]> {

  @Override
  public float[][] allocate(int arrays, int lanes) {
    return new float[arrays][lanes];
  }

  @Override
  public void set(float[] array, int lane, double value) {
    array[lane] = (float) value;
  }

  @Override
  public double get(float[] array, int lane) {
    return array[lane];
  }

  @Override
  public void dot(
      float[] out,
      float[][] left,
      int leftAt,
      int leftStride,
      float[][] right,
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

  private static void product(float[] out, float[] a, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void products(float[] out, float[] a, float[] b, float[] c, float[] d, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i] + c[i] * d[i];
    }
  }

  // The longest sum that Java 17 vectorizes: with a fourth product the loop is six times slower.
  private static void products(
      float[] out, float[] a, float[] b, float[] c, float[] d, float[] e, float[] f, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * b[i] + c[i] * d[i] + e[i] * f[i];
    }
  }

  private static void addProductInPlace(float[] out, float[] a, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] += a[i] * b[i];
    }
  }

  private static void addProductsInPlace(
      float[] out, float[] a, float[] b, float[] c, float[] d, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = out[i] + a[i] * b[i] + c[i] * d[i];
    }
  }

  @Override
  public void weightedSum(
      float[] out,
      double[] factors,
      int factorAt,
      int factorStride,
      float[][] arrays,
      int at,
      int stride,
      int terms,
      int lanes) {
    int done = Math.min(terms, 3);
    float f = (float) factors[factorAt];
    float[] a = arrays[at];
    if (done == 1) {
      scaled(out, f, a, lanes);
    } else if (done == 2) {
      scaled(out, f, a, (float) factors[factorAt + factorStride], arrays[at + stride], lanes);
    } else {
      scaled(
          out,
          f,
          a,
          (float) factors[factorAt + factorStride],
          arrays[at + stride],
          (float) factors[factorAt + 2 * factorStride],
          arrays[at + 2 * stride],
          lanes);
    }
    for (; done + 1 < terms; done += 2) {
      addScaledInPlace(
          out,
          (float) factors[factorAt + done * factorStride],
          arrays[at + done * stride],
          (float) factors[factorAt + (done + 1) * factorStride],
          arrays[at + (done + 1) * stride],
          lanes);
    }
    if (done < terms) {
      addScaledInPlace(
          out, (float) factors[factorAt + done * factorStride], arrays[at + done * stride], lanes);
    }
  }

  private static void scaled(float[] out, float f, float[] a, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i];
    }
  }

  private static void scaled(float[] out, float f, float[] a, float g, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i] + g * b[i];
    }
  }

  private static void scaled(
      float[] out, float f, float[] a, float g, float[] b, float h, float[] c, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = f * a[i] + g * b[i] + h * c[i];
    }
  }

  private static void addScaledInPlace(float[] out, float f, float[] a, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] += f * a[i];
    }
  }

  private static void addScaledInPlace(
      float[] out, float f, float[] a, float g, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = out[i] + f * a[i] + g * b[i];
    }
  }

  @Override
  public void sum(float[] out, float[][] arrays, int terms, int lanes) {
    System.arraycopy(arrays[0], 0, out, 0, lanes);
    for (int term = 1; term < terms; term++) {
      addInPlace(out, arrays[term], lanes);
    }
  }

  private static void addInPlace(float[] target, float[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] += in[i];
    }
  }

  @Override
  public void differenceOfSquares(float[] out, float[] a, float[] b, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = a[i] * a[i] - b[i] * b[i];
    }
  }

  @Override
  public void scaledProduct(float[] out, float[] a, float[] b, double factor, int lanes) {
    float scale = (float) factor;
    for (int i = 0; i < lanes; i++) {
      out[i] = scale * a[i] * b[i];
    }
  }

  @Override
  public void multiplyInPlace(float[] target, float[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] *= in[i];
    }
  }

  @Override
  public void logisticSlopeInPlace(
      float[] outputs, float[] signs, double[] exponents, double[] scratch, int lanes) {
    for (int i = 0; i < lanes; i++) {
      exponents[i] = (double) signs[i] * outputs[i];
    }
    Elementary.expWithinNormal(exponents, scratch, lanes);
    for (int i = 0; i < lanes; i++) {
      exponents[i] = -1 / (1 + exponents[i]);
    }
    for (int i = 0; i < lanes; i++) {
      outputs[i] = (float) (signs[i] * exponents[i]);
    }
  }

  @Override
  public void subtract(float[] out, float[] in, double value, int lanes) {
    float subtracted = (float) value;
    for (int i = 0; i < lanes; i++) {
      out[i] = in[i] - subtracted;
    }
  }

  @Override
  public void subtractInPlace(float[] target, float[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] -= in[i];
    }
  }

  @Override
  public void scaleInPlace(float[] target, double factor, int lanes) {
    float scale = (float) factor;
    for (int i = 0; i < lanes; i++) {
      target[i] *= scale;
    }
  }

  @Override
  public void updateInPlace(
      float[] weights, float[] gradient, double keep, double rate, int lanes) {
    float kept = (float) keep;
    float step = (float) rate;
    for (int i = 0; i < lanes; i++) {
      weights[i] = Grain.rounded(kept * weights[i] - step * gradient[i]);
    }
  }

  @Override
  public void updateInPlace(
      float[] weights,
      float[] gradient,
      float[] noise,
      double keep,
      double rate,
      double noiseRate,
      int lanes) {
    float kept = (float) keep;
    float step = (float) rate;
    float noiseStep = (float) noiseRate;
    for (int i = 0; i < lanes; i++) {
      weights[i] = kept * weights[i] - (step * gradient[i] + noiseStep * noise[i]);
    }
  }

  @Override
  public void singularValues(
      float[] larger, float[] smaller, float[] a, float[] b, float[] c, float[] d, int lanes) {
    // σ₁ + σ₂ = |(a + d, b - c)| and |σ₁ - σ₂| = |(a - d, b + c)|.
    for (int i = 0; i < lanes; i++) {
      float p = a[i] + d[i];
      float q = b[i] - c[i];
      larger[i] = (float) Math.sqrt(p * p + q * q);
    }
    for (int i = 0; i < lanes; i++) {
      float p = a[i] - d[i];
      float q = b[i] + c[i];
      smaller[i] = (float) Math.sqrt(p * p + q * q);
    }
    for (int i = 0; i < lanes; i++) {
      float sum = larger[i];
      float difference = smaller[i];
      larger[i] = 0.5f * (sum + difference);
      smaller[i] = 0.5f * Math.abs(sum - difference);
    }
  }

  @Override
  public void magnitude(float[] out, float[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = Math.abs(in[i]);
    }
  }

  @Override
  public int firstAtLeast(float[] values, double bound, int from, int lanes) {
    int lane = from;
    while (lane < lanes && !(values[lane] >= bound)) {
      lane++;
    }
    return lane;
  }

  @Override
  public int firstAtMost(float[] values, double bound, int from, int lanes) {
    int lane = from;
    while (lane < lanes && !(values[lane] <= bound)) {
      lane++;
    }
    return lane;
  }

  @Override
  public int firstNotFinite(float[] values, int from, int lanes) {
    int lane = from;
    while (lane < lanes && Math.abs(values[lane]) <= Float.MAX_VALUE) {
      lane++;
    }
    return lane;
  }

  @Override
  public void draw(
      NormalLanes normals,
      float[][] target,
      int from,
      int count,
      int lanes,
      long step,
      long block) {
    normals.draw(target, from, count, lanes, step, block);
  }
}
