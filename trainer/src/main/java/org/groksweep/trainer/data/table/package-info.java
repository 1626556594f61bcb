/** The user's own tables, CSV or Parquet, and how their rows become examples. */
package org.groksweep.trainer.data.table;
