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
  public int bytes() {
    return Float.BYTES;
  }

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
    FloatSums.dot(out, left, leftAt, leftStride, right, rightAt, rightStride, terms, lanes);
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
    FloatSums.weighted(out, factors, factorAt, factorStride, arrays, at, stride, terms, lanes);
  }

  @Override
  public void sum(float[] out, float[][] arrays, int terms, int lanes) {
    FloatSums.sum(out, arrays, terms, lanes);
  }

  @Override
  public double addProducts(double sum, float[] a, float[] b, int count) {
    float total = (float) sum;
    for (int i = 0; i < count; i++) {
      total += a[i] * b[i];
    }
    return total;
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
      outputs[i] = Grain.rounded((float) (signs[i] * exponents[i]));
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
