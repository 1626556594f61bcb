package org.groksweep.driver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.groksweep.analysis.job.QueryResult;

/** A query's rows as lists of JSON values in the order of its columns; a missing node is null. */
final class JsonRows implements Iterator<List<JsonNode>> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final QueryResult result;

  JsonRows(QueryResult result) {
    this.result = result;
  }

  @Override
  public boolean hasNext() {
    return result.rows().hasNext();
  }

  @Override
  public List<JsonNode> next() {
    JsonNode row = parsed(result.rows().next());
    List<JsonNode> cells = new ArrayList<>();
    for (int i = 0; i < result.columns().size(); i++) {
      cells.add(row.path(Integer.toString(i)));
    }
    return cells;
  }

  private static JsonNode parsed(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark's JSON does not parse: " + row, e);
    }
  }
}
