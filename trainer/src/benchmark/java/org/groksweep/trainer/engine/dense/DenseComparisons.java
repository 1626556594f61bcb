package org.groksweep.trainer.engine.dense;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.groksweep.trainer.benchmark.Comparison;
import org.groksweep.trainer.benchmark.Timed;
import org.groksweep.trainer.engine.Learner;

/** The dense engine's step beside PyTorch's: the same network, batch, loss and rule. */
public final class DenseComparisons {

  private DenseComparisons() {}

  // Trials are longer by orders of magnitude, and from some 750 steps on the momenta of units that
  // no example excites are subnormal in the peer: 0.9^750 = 5e-35 of what they were.
  private static final long WARM_UP_STEPS = 1000;

  /**
   * Two networks that keep a core busy with products, each also beside a peer that takes subnormal
   * numbers for 0, and one that is all overhead.
   */
  public static List<Comparison> all() {
    Job shallow = new Job(3, 200, 200, 784, 10);
    Job deep = new Job(12, 200, 200, 784, 10);
    return List.of(
        comparison(shallow),
        comparison(shallow, "flush"),
        comparison(deep),
        comparison(deep, "flush"),
        comparison(new Job(3, 10, 16, 10, 4)));
  }

  /** What our bits depend on. */
  public static String fingerprint() {
    return new DenseEngine().numericsFingerprint();
  }

  /** The version and kernels of our OpenBLAS, as the scripts say it. */
  public static String kernels(String python, Path scripts) throws IOException {
    Path folder = Path.of(Loader.load(openblas_nolapack.class)).getParent();
    Path library = folder.resolve(System.mapLibraryName("openblas_nolapack") + ".0");
    Process process =
        new ProcessBuilder(python, "blas_core.py", library.toString())
            .directory(scripts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static Comparison comparison(Job job, String... peersOptions) {
    BareProducts products = job.products();
    List<String> peer = new ArrayList<>(job.peer());
    peer.addAll(List.of(peersOptions));
    return new Comparison(
        job.name(), peer, new Steps(job), WARM_UP_STEPS, Optional.of(products), products.flops());
  }

  /** Steps of a learner that is made when it is first asked for. */
  private static final class Steps implements Timed {

    private final Job job;
    private Learner learner;

    private Steps(Job job) {
      this.job = job;
    }

    @Override
    public void run(long steps) {
      if (learner == null) {
        learner = job.learner();
      }
      for (long step = 0; step < steps; step++) {
        learner.step();
      }
    }
  }
}
