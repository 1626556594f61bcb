package org.groksweep.driver.config.formula;

/** Why an expression has no value; the message continues a sentence that begins with it. */
public final class FormulaException extends Exception {

  private static final long serialVersionUID = 1L;

  public FormulaException(String rule) {
    super(rule);
  }
}
