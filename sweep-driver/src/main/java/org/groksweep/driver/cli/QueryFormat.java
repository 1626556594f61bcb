package org.groksweep.driver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.groksweep.analysis.job.InvalidQueryException;
import org.groksweep.analysis.job.QueryResult;

/** How a query's answer is printed. */
enum QueryFormat {
  /** For people: columns aligned, the first 1,000 rows. */
  TABLE {
    @Override
    void print(QueryResult result, PrintWriter out) {
      TextTable table = new TextTable(result.columns());
      while (result.rows().hasNext() && table.size() < MAX_TABLE_ROWS) {
        table.add(cells(result).stream().map(cell -> text(cell, "NULL")).toList());
      }
      table.print(out);
      String more = result.rows().hasNext() ? "; there are more, --format csv prints all" : "";
      out.println("(" + TextTable.count(table.size(), "row") + more + ")");
    }
  },

  /** RFC 4180: a header line and rows, lines end with a line feed; null is an empty field. */
  CSV {
    @Override
    void print(QueryResult result, PrintWriter out) {
      out.print(result.columns().stream().map(QueryFormat::quoted).collect(LINE));
      while (result.rows().hasNext()) {
        out.print(cells(result).stream().map(cell -> quoted(text(cell, ""))).collect(LINE));
      }
    }
  },

  /** One array of objects, an object a line. */
  JSON {
    @Override
    void print(QueryResult result, PrintWriter out) {
      List<String> columns = result.columns();
      if (new HashSet<>(columns).size() < columns.size()) {
        throw new InvalidQueryException(
            "columns " + columns + " must have distinct names in JSON; name them by AS");
      }
      out.print('[');
      String separator = "\n";
      while (result.rows().hasNext()) {
        List<JsonNode> cells = cells(result);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          fields.add(MAPPER.valueToTree(columns.get(i)) + ":" + text(cells.get(i)));
        }
        out.print(separator + "{" + String.join(",", fields) + "}");
        separator = ",\n";
      }
      out.println("\n]");
    }

    private String text(JsonNode cell) {
      return cell.isMissingNode() ? "null" : cell.toString();
    }
  };

  private static final int MAX_TABLE_ROWS = 1000;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final java.util.stream.Collector<CharSequence, ?, String> LINE =
      Collectors.joining(",", "", "\n");

  abstract void print(QueryResult result, PrintWriter out);

  private static List<JsonNode> cells(QueryResult result) {
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

  private static String text(JsonNode cell, String missing) {
    if (cell.isMissingNode() || cell.isNull()) {
      return missing;
    }
    return cell.isValueNode() ? cell.asText() : cell.toString();
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
