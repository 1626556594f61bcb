package org.groksweep.trainer.engine.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Phase;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** A network's update rule and penalties. */
final class Updates {

  private final MultiLayerNetwork network;
  private final OptimizerSpec spec;
  private final MultiLayerUpdater updater;

  /** Updates since the momenta were zero. */
  private int updates;

  Updates(MultiLayerNetwork network, OptimizerSpec spec) {
    this.network = network;
    this.spec = spec;
    this.updater = (MultiLayerUpdater) network.getUpdater();
  }

  /** Forgets the momenta and how many updates there were. */
  void reset() {
    updates = 0;
    if (updater.getStateViewArray() != null) {
      updater.getStateViewArray().assign(0);
    }
  }

  /** Sets a phase's penalties. */
  void begin(Phase phase) {
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      // Pooling has no parameters, and so no penalties.
      if (layer.conf().getLayer() instanceof BaseLayer configuration) {
        configuration.setRegularization(penalties(phase));
        configuration.setRegularizationBias(spec.decayBiases() ? penalties(phase) : List.of());
      }
    }
  }

  private static List<Regularization> penalties(Phase phase) {
    List<Regularization> penalties = new ArrayList<>();
    if (phase.l2() > 0) {
      // Before the rule: gradient += l2·w.
      penalties.add(new L2Regularization(phase.l2()));
    }
    if (phase.weightDecay() > 0) {
      // After it, and times the learning rate: update += η·weightDecay·w.
      penalties.add(new WeightDecay(phase.weightDecay(), true));
    }
    return penalties;
  }

  /**
   * Updates the parameters by the network's gradient, a sum over the batch.
   *
   * @param learningRate with the schedule's factor
   */
  void updateInPlace(double learningRate, int batchSize) {
    // Deeplearning4j's Adam takes a learning rate of 0, where a cosine ends, for a missing one and
    // moves by ε. The momenta do not depend on the rate: they go on, and the parameters stay.
    boolean stays = learningRate == 0;
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      IUpdater rule = block.getGradientUpdater().getConfig();
      rule.setLrAndSchedule(stays ? 1 : learningRate, null);
      if (rule instanceof Adam adam) {
        adam.setEpsilon(theirEpsilon((OptimizerSpec.Adam) spec));
      }
    }
    // What fit() does once it has the gradient.
    updater.update(network.gradient(), updates, 0, batchSize, LayerWorkspaceMgr.noWorkspaces());
    if (!stays) {
      network.params().subi(network.gradient().gradient());
    }
    updates = Math.addExact(updates, 1);
  }

  /**
   * Deeplearning4j's Adam is the variant at the end of Kingma and Ba's section 2, η·√(1 − β₂ᵗ)/(1 −
   * β₁ᵗ)·m/(√v + ε̂). With ε̂ = ε·√(1 − β₂ᵗ) it is their algorithm 1, m̂/(√v̂ + ε).
   */
  private double theirEpsilon(OptimizerSpec.Adam adam) {
    return adam.epsilon() * Math.sqrt(1 - StrictMath.pow(adam.beta2(), updates + 1.0));
  }

  /** Writes the momenta and how many updates there were. */
  void saveState(DataOutput out) throws IOException {
    out.writeInt(updates);
    if (updater.getStateViewArray() != null) {
      NumberArrays.write(updater.getStateViewArray(), out);
    }
  }

  void restoreState(DataInput in) throws IOException {
    updates = in.readInt();
    if (updater.getStateViewArray() != null) {
      NumberArrays.readInPlace(updater.getStateViewArray(), in);
    }
  }

  void close() {
    if (updater.getStateViewArray() != null) {
      updater.getStateViewArray().close();
    }
  }
}
