package org.groksweep.trainer.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that a later version added: the canonical form omits it at this value,
 * so that the ids of trials from before stay what they were.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Neutral {

  /** The value in canonical JSON at which a trial is what it was without the component. */
  String value();
}
