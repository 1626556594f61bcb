package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.groksweep.analysis.job.InvalidQueryException;
import org.groksweep.analysis.job.QueryResult;
import org.junit.jupiter.api.Test;

class QueryFormatTest {

  @Test
  void csvIsAHeaderLineAndRowsAndNothingElse() {
    assertThat(
            printed(
                QueryFormat.CSV,
                List.of("a", "b,c"),
                "{\"0\":1.5,\"1\":\"say \\\"hi\\\"\"}",
                "{\"1\":[1.0,2.0]}"))
        .isEqualTo("a,\"b,c\"\n1.5,\"say \"\"hi\"\"\"\n,\"[1.0,2.0]\"\n");
  }

  @Test
  void csvOfNoRowsIsTheHeader() {
    assertThat(printed(QueryFormat.CSV, List.of("a"))).isEqualTo("a\n");
  }

  @Test
  void jsonIsOneArrayWithNulls() {
    assertThat(printed(QueryFormat.JSON, List.of("a", "b"), "{\"0\":\"x\"}", "{\"1\":2}"))
        .isEqualToNormalizingNewlines("[\n{\"a\":\"x\",\"b\":null},\n{\"a\":null,\"b\":2}\n]\n");
  }

  @Test
  void jsonRefusesTwoColumnsOfOneName() {
    assertThatThrownBy(() -> printed(QueryFormat.JSON, List.of("a", "a")))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessage("columns [a, a] must have distinct names in JSON; name them by AS");
  }

  @Test
  void tableAlignsNumbersToTheRight() {
    assertThat(
            printed(
                QueryFormat.TABLE,
                List.of("depth", "status"),
                "{\"0\":2,\"1\":\"COMPLETED\"}",
                "{\"0\":10,\"1\":\"DIVERGED\"}"))
        .isEqualToNormalizingNewlines(
            """
            depth  status
            -----  ---------
                2  COMPLETED
               10  DIVERGED
            (2 rows)
            """);
  }

  @Test
  void tableStopsAtAThousandRowsAndSaysSo() {
    String[] rows = new String[1001];
    java.util.Arrays.fill(rows, "{\"0\":1}");

    assertThat(printed(QueryFormat.TABLE, List.of("a"), rows))
        .endsWith("(1,000 rows; there are more, --format csv prints all)" + System.lineSeparator());
  }

  private static String printed(QueryFormat format, List<String> columns, String... rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    format.print(new QueryResult(columns, List.of(rows).iterator()), out);
    out.flush();
    return text.toString();
  }
}
