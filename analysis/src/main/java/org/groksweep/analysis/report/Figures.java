package org.groksweep.analysis.report;

import java.util.List;
import org.groksweep.analysis.critical.Definition;

/** The figures of the page. */
final class Figures {

  private Figures() {}

  /** All, in the order in which a section shows its own. */
  static List<Figure> standard() {
    return List.of(
        new LearningCurvesFigure(),
        new ForestFigure(),
        new OverSizeFigure(Definition.PROBABILITY),
        new OverSizeFigure(Definition.ACCURACY_MIDPOINT),
        new EventTimesFigure(),
        new OutcomeFigure(),
        new HeatMapFigure(HeatMapFigure.Quantity.GENERALIZED),
        new HeatMapFigure(HeatMapFigure.Quantity.ACCURACY),
        new HeatMapFigure(HeatMapFigure.Quantity.DELAY),
        new ArrheniusFigure(),
        new SurvivalFigure(),
        new LoopFigure(),
        new StagesFigure());
  }
}
