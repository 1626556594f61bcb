package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.engine.DeepLinearWeights;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.TrialSpec;

/** Models as perceptrons: a deep linear network is one of its own first weights. */
public final class Perceptrons {

  private Perceptrons() {}

  /** A multi-layer perceptron or deep linear network as a perceptron. */
  public static MultiLayerPerceptron of(ModelSpec model) {
    return model instanceof DeepLinear deep
        ? new MultiLayerPerceptron(
            deep.depth(),
            deep.width(),
            Activation.LINEAR,
            Biases.NONE,
            Initialization.NORMAL,
            1,
            1,
            InitScaleOn.ALL,
            1)
        : (MultiLayerPerceptron) model;
  }

  /** A trial's first parameters, in the layout's order. */
  public static double[] firstParameters(TrialSpec spec, Layout layout) {
    return spec.model() instanceof DeepLinear deep
        ? DeepLinearWeights.draw(deep, layout.features(), layout.outputs(), spec.seeds())
        : new InitialParameters(of(spec.model()), layout, spec.seeds()).draw();
  }
}
