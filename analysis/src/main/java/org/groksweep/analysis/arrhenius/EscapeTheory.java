package org.groksweep.analysis.arrhenius;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.EscapeLaw;
import org.groksweep.analysis.theory.KramersLanger;
import org.groksweep.analysis.theory.MatrixNetwork;
import org.groksweep.analysis.theory.MinibatchNoise;
import org.groksweep.analysis.theory.ModeLandscape;
import org.groksweep.analysis.theory.Transition;

/**
 * What the theory says of an escape, as far as it says anything.
 *
 * @param name of the theory; empty where there is none
 * @param barrier slope of ln τ over 1/temperature; empty where the theory has none
 * @param law with prefactor, in learning-rate time; empty where only the barrier is known
 * @param usableZeroModes the offsets of a fit: 0, and the law's number of zero modes where it may
 *     be used
 */
public record EscapeTheory(
    Optional<String> name,
    OptionalDouble barrier,
    Optional<EscapeLaw> law,
    List<Integer> usableZeroModes) {

  /** No theory. */
  public static final EscapeTheory NONE =
      new EscapeTheory(Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(0));

  /** Above it the offset of zero modes over-corrects (papers.md T-D2). */
  private static final int WIDEST_WITH_ZERO_MODES = 3;

  public EscapeTheory {
    usableZeroModes = List.copyOf(usableZeroModes);
  }

  /** The theory of a setting. */
  public static EscapeTheory of(EscapeSetting setting) {
    if (setting.layers() < 3 || !(setting.l2() > 0)) {
      return NONE;
    }
    ModeLandscape landscape =
        new DeepLinearMode(setting.layers(), setting.singularValue()).at(setting.l2());
    if (landscape.saddle().isEmpty()) {
      return NONE;
    }
    return switch (setting.noise()) {
      case GRADIENT -> isotropic(setting, landscape);
      case UNIT_VARIANCE_BATCHES -> batches(setting, landscape);
      case NONE, OTHER_BATCHES -> NONE;
    };
  }

  private static EscapeTheory isotropic(EscapeSetting setting, ModeLandscape landscape) {
    boolean learns = setting.transition() == Transition.LEARN;
    OptionalDouble barrier = learns ? landscape.barrierToLearn() : landscape.barrierToForget();
    Optional<EscapeLaw> law = Optional.empty();
    if (setting.isFull() && learns) {
      law =
          new MatrixNetwork(
                  setting.layers(), setting.hiddenWidth(), setting.singularValues(), setting.l2())
              .toLearnNext(setting.mode() - 1);
    } else if (setting.isFull() && setting.singularValues().size() == 1) {
      law = KramersLanger.toForget(landscape, setting.hiddenWidth());
    }
    int zeroModes = law.map(EscapeLaw::zeroModes).orElse(0);
    boolean usable = zeroModes > 0 && setting.hiddenWidth() <= WIDEST_WITH_ZERO_MODES;
    return new EscapeTheory(
        Optional.of(law.isPresent() ? "Kramers-Langer" : "energy barrier"),
        barrier,
        law,
        usable ? List.of(0, zeroModes) : List.of(0));
  }

  private static EscapeTheory batches(EscapeSetting setting, ModeLandscape landscape) {
    if (setting.transition() == Transition.LEARN) {
      return new EscapeTheory(
          Optional.of("absorbing: batches do not leave the unlearned state"),
          OptionalDouble.empty(),
          Optional.empty(),
          List.of(0));
    }
    boolean scalar = setting.isFull() && setting.singularValues().size() == 1;
    boolean correlation = setting.singularValue() < 1;
    return scalar && correlation
        ? new EscapeTheory(
            Optional.of("quasi-potential of independent samples"),
            MinibatchNoise.quasiPotentialToForget(landscape),
            Optional.empty(),
            List.of(0))
        : NONE;
  }

  /** Mean time at a temperature, learning-rate time; empty where the theory has no prefactor. */
  public OptionalDouble meanTime(double temperature) {
    return law.isPresent() && temperature > 0
        ? OptionalDouble.of(law.get().meanTime(temperature))
        : OptionalDouble.empty();
  }
}
