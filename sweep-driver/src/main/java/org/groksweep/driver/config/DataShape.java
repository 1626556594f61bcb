package org.groksweep.driver.config;

import java.util.Optional;
import org.groksweep.trainer.data.ImageShape;

/**
 * What a plan needs to know of a task's examples; numbers as in {@link
 * org.groksweep.trainer.data.Examples}.
 *
 * @param count number of examples, hold-out included
 * @param available number of examples that can be trained on
 * @param features numbers in an input
 * @param outputs numbers in an output
 * @param classification whether targets are labels
 * @param fresh whether new examples can be drawn
 * @param image the inputs' shape where they are images
 * @param fingerprint names the data
 */
public record DataShape(
    int count,
    int available,
    int features,
    int outputs,
    boolean classification,
    boolean fresh,
    Optional<ImageShape> image,
    String fingerprint) {}
