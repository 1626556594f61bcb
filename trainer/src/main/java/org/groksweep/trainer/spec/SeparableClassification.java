package org.groksweep.trainer.spec;

/**
 * Two linearly separable classes of random points, of which few coordinates, or few examples, tell
 * all (Lyu et al., 2023, section 3.2): what an early implicit bias gets wrong and a late one right,
 * or the reverse.
 *
 * @param kind how points and labels are drawn
 * @param dimension d, numbers in an input; at least 1
 * @param examples that can be trained on, at least 1
 * @param testExamples of the hold-out, at least 0
 * @param sparsity k, coordinates that decide the label under {@link Kind#SPARSE}: odd, at most
 *     dimension; without effect elsewhere
 * @param margin γ, by which the classes are pushed apart under {@link Kind#LARGE_MARGIN}, above 0;
 *     without effect elsewhere
 * @param dataSeed what the points are drawn from: the same for every trial seed
 */
public record SeparableClassification(
    Kind kind,
    int dimension,
    int examples,
    int testExamples,
    int sparsity,
    double margin,
    long dataSeed)
    implements TaskSpec {

  public static final String TYPE = "separable-classification";

  /** Numbers of a set that is kept as floats, half a gigabyte of them. */
  public static final long MOST_NORMALS = 1L << 27;

  /** How points and labels are drawn. */
  public enum Kind {
    /**
     * x uniform in {−1, 1}ᵈ; the label is the sign of s₁x₁ + … + sₖxₖ with random signs s: sparse,
     * and so found by the late bias (grokking).
     */
    SPARSE,
    /**
     * x = z + (γ/2)·sign(⟨z, w⟩)·w with z ~ N(0, I) and w a random direction of norm 1; the label
     * is that sign: dense, and so lost by the late bias (misgrokking).
     */
    LARGE_MARGIN
  }

  public SeparableClassification {
    Require.atLeast("dimension", dimension, 1);
    Require.atLeast("examples", examples, 1);
    Require.atLeast("testExamples", testExamples, 0);
    Require.that(
        kind != Kind.SPARSE || (sparsity >= 1 && sparsity <= dimension && sparsity % 2 == 1),
        "sparsity",
        sparsity,
        "must be odd, so that no sum is zero, and in [1, dimension]");
    Require.positive("margin", margin);
    long normals = (examples + (long) testExamples) * dimension;
    Require.that(
        kind != Kind.LARGE_MARGIN || normals <= MOST_NORMALS,
        "dimension",
        dimension,
        "makes %d normal numbers with %d examples; the limit is %d"
            .formatted(normals, examples + (long) testExamples, MOST_NORMALS));
  }

  @Override
  public String type() {
    return TYPE;
  }
}
