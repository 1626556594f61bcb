package org.groksweep.trainer.data.table;

import org.groksweep.trainer.data.DataException;

/**
 * One row of a table while it is read; cells by their place among the columns that were asked for.
 */
interface Row {

  /**
   * The cell as a finite number.
   *
   * @throws DataException if it is none
   */
  double number(int cell) throws DataException;

  /**
   * The cell as a text that is not blank.
   *
   * @throws DataException if it is none
   */
  String text(int cell) throws DataException;

  /** An error that names the cell. */
  DataException wrong(int cell, String expectation);
}
