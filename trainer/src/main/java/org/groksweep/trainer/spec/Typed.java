package org.groksweep.trainer.spec;

import java.io.Serializable;

/** A spec of which there are several kinds, told apart by the {@code type} of the config. */
public interface Typed extends Serializable {

  /** The name under which the config and the canonical form know this kind, such as "modular". */
  String type();
}
