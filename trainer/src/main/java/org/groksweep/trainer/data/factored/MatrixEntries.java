package org.groksweep.trainer.data.factored;

import java.util.Arrays;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Fingerprint;

/** All entries of the multiplication table, by row and column; there is no hold-out. */
final class MatrixEntries implements Examples {

  private final int size;

  MatrixEntries(int size) {
    this.size = size;
  }

  @Override
  public int count() {
    return size * size;
  }

  @Override
  public int available() {
    return count();
  }

  @Override
  public int features() {
    return 2 * size;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public boolean isClassification() {
    return false;
  }

  @Override
  public int label(int example) {
    throw new IllegalStateException("the entries of a matrix have no labels");
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + 2 * size, 0);
    target[offset + example / size] = 1;
    target[offset + size + example % size] = 1;
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    int row = example / size;
    int column = example % size;
    target[offset] = (double) row * column / ((double) size * size);
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }
}
