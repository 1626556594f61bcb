package org.groksweep.trainer.loop;

import org.groksweep.trainer.metrics.EndReason;

/** How a trial ended, and that in words. */
record Ending(EndReason status, String reason) {}
