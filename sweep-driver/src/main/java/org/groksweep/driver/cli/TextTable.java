package org.groksweep.driver.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table of texts for a terminal: columns aligned, numbers to the right. */
final class TextTable {

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9][0-9.,eE+-]*|NaN|-?Infinity|NULL|-|");

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  void add(List<String> row) {
    if (row.size() != header.size()) {
      throw new IllegalArgumentException(row + " must have the columns " + header);
    }
    rows.add(List.copyOf(row));
  }

  /** Number of rows without the header. */
  int size() {
    return rows.size();
  }

  void print(PrintWriter out) {
    List<Integer> widths = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int place = column;
      widths.add(
          rows.stream()
              .mapToInt(row -> width(row.get(place)))
              .reduce(width(header.get(place)), Math::max));
      numeric.add(rows.stream().allMatch(row -> NUMBER.matcher(row.get(place)).matches()));
    }
    printLine(out, header, widths, numeric);
    printLine(out, widths.stream().map("-"::repeat).toList(), widths, numeric);
    rows.forEach(row -> printLine(out, row, widths, numeric));
  }

  /** A count with its noun: "1 row", "2 rows", "1,000 rows". */
  static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  private static void printLine(
      PrintWriter out, List<String> cells, List<Integer> widths, List<Boolean> numeric) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths.get(column) - width(cell));
      line.append(numeric.get(column) ? padding + cell : cell + padding).append("  ");
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
