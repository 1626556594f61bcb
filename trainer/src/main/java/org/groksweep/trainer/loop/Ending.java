package org.groksweep.trainer.loop;

import org.groksweep.trainer.metrics.EndReason;

/** How a trial ended, and the same in words. */
record Ending(EndReason status, String reason) {

  static Ending completed(long step) {
    return new Ending(EndReason.COMPLETED, "all %d steps done".formatted(step));
  }

  static Ending escaped(String rule, long step) {
    return new Ending(EndReason.ESCAPED, "%s; escaped by step %d".formatted(rule, step));
  }

  static Ending stopped(StopLooks rule, long step) {
    String passage = rule.rule().passage().name();
    return new Ending(EndReason.STOPPED, "%s; stopped at step %d".formatted(passage, step));
  }

  static Ending diverged(String what, long step, double loss) {
    String words = "%s is not finite at step %d; train_loss is %s".formatted(what, step, loss);
    return new Ending(EndReason.DIVERGED, words);
  }

  static Ending timedOut(double seconds, double limit, long step) {
    String words = "%.1f s are over the limit of %.1f s at step %d".formatted(seconds, limit, step);
    return new Ending(EndReason.TIMED_OUT, words);
  }

  static Ending crashed(Throwable cause) {
    return new Ending(EndReason.CRASHED, cause.toString());
  }
}
