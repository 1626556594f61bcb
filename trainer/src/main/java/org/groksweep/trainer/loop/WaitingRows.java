package org.groksweep.trainer.loop;

import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.spec.Trial;

/** The rows of a group since its last state, which are on no way to its sink yet. */
final class WaitingRows implements Checkpoints.Rows {

  private final List<Trial> trials;
  private final RowSpill rows;

  WaitingRows(List<Trial> trials, RowSpill rows) {
    this.trials = trials;
    this.rows = rows;
  }

  /** Hands them over: from now on they are rows before a state. */
  @Override
  public void handTo(MetricSink sink) throws IOException {
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      rows.drainNew(i, row -> sink.accept(trial, row));
    }
    rows.markOld();
  }

  /** Told that all rows so far are those before the state that was restored. */
  void restored() {
    rows.markOld();
  }
}
