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
  public int bytes() {
    return Double.BYTES;
  }

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
    DoubleSums.dot(out, left, leftAt, leftStride, right, rightAt, rightStride, terms, lanes);
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
    DoubleSums.weighted(out, factors, factorAt, factorStride, arrays, at, stride, terms, lanes);
  }

  @Override
  public void sum(double[] out, double[][] arrays, int terms, int lanes) {
    DoubleSums.sum(out, arrays, terms, lanes);
  }

  @Override
  public double addProducts(double sum, double[] a, double[] b, int count) {
    double total = sum;
    for (int i = 0; i < count; i++) {
      total += a[i] * b[i];
    }
    return total;
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
