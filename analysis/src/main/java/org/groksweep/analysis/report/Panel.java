package org.groksweep.analysis.report;

import java.util.List;

/**
 * One chart of a figure, as Plotly draws it.
 *
 * <p>A colour is a name of the page's palette, such as {@code @series1} or {@code @ink}, so that
 * charts follow light and dark; {@code @series1/0.2} is the same with an opacity.
 *
 * @param title plain text above the chart, and in its exported picture; may be empty
 * @param alternative what the chart shows, in words, for those who cannot see it
 * @param traces Plotly's traces, built by {@link Attributes}
 * @param layout Plotly's layout
 */
public record Panel(String title, String alternative, List<Attributes> traces, Attributes layout) {

  public Panel {
    traces = List.copyOf(traces);
  }
}
