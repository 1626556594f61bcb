package org.groksweep.trainer.spec;

/**
 * The multiplication table Xᵢⱼ = i·j/d², i and j from 0 to d − 1, as entries to complete (Lyu et
 * al., 2023, figure 3). An input is one-hot(i) followed by one-hot(j), [2d]; the target is the
 * entry.
 *
 * @param size d, in [2, {@value #MAX_SIZE}]
 */
public record MatrixCompletion(int size) implements TaskSpec {

  public static final String TYPE = "matrix-completion";

  public static final int MAX_SIZE = 1000;

  public MatrixCompletion {
    Require.that(size >= 2 && size <= MAX_SIZE, "size", size, "must be in [2, " + MAX_SIZE + "]");
  }

  @Override
  public String type() {
    return TYPE;
  }
}
