package org.groksweep.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.groksweep.analysis.report.ReportSubject.Axis;
import org.junit.jupiter.api.Test;

class FacetsTest {

  private static final Axis DEPTH = Axis.of("model.depth");
  private static final Axis SCALE = Axis.of("model.initScale");
  private static final Axis DECAY = Axis.of("optimizer.weightDecay");
  private static final Axis RATE = Axis.of("optimizer.learningRate");

  @Test
  void axesThatMoveTogetherAreOneDimension() {
    List<Facets.Dimension> dimensions =
        Facets.dimensions(List.of(DEPTH, SCALE, DECAY, RATE), rows());

    assertThat(dimensions)
        .extracting(Facets.Dimension::label)
        .containsExactly("depth", "initScale, weightDecay");
    assertThat(dimensions.get(0).values()).containsExactly(2L, 3L, 10L);
    assertThat(dimensions.get(1).label(rows().get(1))).isEqualTo("initScale 6");
  }

  @Test
  void theDimensionWithTheFewestValuesGetsTheColours() {
    Facets facets = Facets.of(List.of(DEPTH, SCALE, DECAY), rows());

    List<List<TableRow>> panels = facets.panelRows(rows());
    assertThat(panels)
        .extracting(panel -> facets.panelLabel(panel.get(0)))
        .containsExactly("depth 2", "depth 3", "depth 10");
    assertThat(facets.series(panels.get(2))).hasSize(2);
    assertThat(facets.colourIndex(rows().get(1))).isEqualTo(2);
  }

  @Test
  void withoutAnAxisThereIsOnePanelOfOneColour() {
    Facets facets = Facets.of(List.of(), rows());

    assertThat(facets.panelRows(rows())).containsExactly(rows());
    assertThat(facets.panelLabel(rows().get(0))).isEmpty();
    assertThat(facets.colourLabel(rows().get(0))).isEmpty();
    assertThat(facets.colourIndex(rows().get(0))).isEqualTo(1);
  }

  @Test
  void ofManyTheFirstAndTheLastAreKept() {
    List<Integer> many = IntStream.rangeClosed(1, 100).boxed().toList();

    assertThat(Facets.evenly(many, 6)).hasSize(6).startsWith(1).endsWith(100).isSorted();
    assertThat(Facets.evenly(List.of(1, 2), 6)).containsExactly(1, 2);
    assertThat(Facets.evenly(many, 1)).containsExactly(1);
  }

  // The learning rate has one value: it is no dimension.
  private static List<TableRow> rows() {
    List<TableRow> rows = new ArrayList<>();
    for (long depth : new long[] {2, 10, 3}) {
      for (double scale : new double[] {1, 6}) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("depth", depth);
        cells.put("init_scale", scale);
        cells.put("weight_decay", scale == 1 ? 0.01 : 0.1);
        cells.put("optimizer_learning_rate", 0.001);
        rows.add(new TableRow(cells));
      }
    }
    return rows;
  }
}
