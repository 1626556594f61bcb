package org.groksweep.trainer.spec;

/**
 * The named streams of random numbers that derive from a trial's seed. The code is the stream's
 * place in the generator's counter and never changes.
 */
public enum Stream {
  SPLIT(1),
  INIT(2),
  BATCH(3),
  NOISE(4),
  /** Random labels and other draws that belong to the data rather than to its split. */
  DATA(5);

  private final int code;

  Stream(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The stream's name in the config. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
