package org.groksweep.analysis.job;

import java.util.Iterator;
import java.util.List;

/**
 * What a query answers.
 *
 * @param columns names as the query gives them; two may be alike
 * @param rows one JSON object per row, its keys the columns' places from "0"; a key is absent where
 *     the value is null. They come as they are read and can be walked once.
 */
public record QueryResult(List<String> columns, Iterator<String> rows) {

  public QueryResult {
    columns = List.copyOf(columns);
  }
}
