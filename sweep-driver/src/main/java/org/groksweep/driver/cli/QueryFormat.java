package org.groksweep.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
      JsonRows rows = new JsonRows(result);
      while (rows.hasNext() && table.size() < MAX_TABLE_ROWS) {
        table.add(rows.next().stream().map(cell -> text(cell, "NULL")).toList());
      }
      table.print(out);
      String more = rows.hasNext() ? "; there are more, --format csv prints all" : "";
      out.println("(" + TextTable.count(table.size(), "row") + more + ")");
    }
  },

  /** RFC 4180: a header line and rows, lines end with a line feed; null is an empty field. */
  CSV {
    @Override
    void print(QueryResult result, PrintWriter out) {
      out.print(result.columns().stream().map(QueryFormat::quoted).collect(LINE));
      JsonRows rows = new JsonRows(result);
      while (rows.hasNext()) {
        out.print(rows.next().stream().map(cell -> quoted(text(cell, ""))).collect(LINE));
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
      JsonRows rows = new JsonRows(result);
      while (rows.hasNext()) {
        List<JsonNode> cells = rows.next();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          fields.add(TextNode.valueOf(columns.get(i)) + ":" + text(cells.get(i)));
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
  private static final java.util.stream.Collector<CharSequence, ?, String> LINE =
      Collectors.joining(",", "", "\n");

  abstract void print(QueryResult result, PrintWriter out);

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
