/**
 * The theory of L2 phase transitions in deep linear networks, in closed form: where a mode's states
 * lie, when they vanish, and how long noise takes to carry a network from one to the other.
 *
 * <p>Start at {@link org.groksweep.analysis.theory.DeepLinearMode}: a mode at an L2 strength is a
 * {@link org.groksweep.analysis.theory.ModeLandscape}; {@link
 * org.groksweep.analysis.theory.KramersLanger} turns its barriers into escape times. The setting is
 * that of Ersoy and Wiesner (2026, arXiv:2606.17120) with the factor L that their equation (1)
 * lacks; the formulas are derived at their place and tested against brute-force energies and
 * Hessians.
 *
 * <p>Only the JDK and Hipparchus are used here. What does not exist (a saddle above the spinodal, a
 * barrier of a continuous transition) is an empty Optional, never NaN.
 */
package org.groksweep.analysis.theory;
