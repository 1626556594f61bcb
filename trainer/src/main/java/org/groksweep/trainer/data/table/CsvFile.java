package org.groksweep.trainer.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.ZipException;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.DataFiles;
import org.groksweep.trainer.data.table.TableTask.Delimiter;

/** A CSV file as RFC 4180 has it, in UTF-8, its first line the names of the columns. */
record CsvFile(String path, Delimiter delimiter, DataFiles files) implements TableFile {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  @Override
  public List<String> columns() throws IOException {
    try (CsvReader<CsvRecord> reader = open();
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      return header(records);
    } catch (UncheckedIOException | CsvParseException e) {
      throw translated(1, e);
    }
  }

  @Override
  public void forEachRow(List<String> columns, RowReader rows) throws IOException {
    long line = 1;
    try (CsvReader<CsvRecord> reader = open();
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      List<String> header = header(records);
      List<Integer> places = columns.stream().map(header::indexOf).toList();
      while (records.hasNext()) {
        CsvRecord next = records.next();
        line = next.getStartingLineNumber();
        checkWidth(next, header);
        rows.read(new CsvRow(this, next, columns, places));
      }
    } catch (UncheckedIOException | CsvParseException e) {
      throw translated(line, e);
    }
  }

  private CsvReader<CsvRecord> open() throws IOException {
    // A decoder of one's own, since InputStreamReader would replace what is not UTF-8.
    PushbackReader text =
        new PushbackReader(
            new InputStreamReader(files.open(path), StandardCharsets.UTF_8.newDecoder()));
    try {
      int first = text.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        text.unread(first);
      }
    } catch (IOException e) {
      text.close();
      throw translated(1, new UncheckedIOException(e));
    }
    return CsvReader.builder()
        .fieldSeparator(delimiter.character())
        .trimWhitespacesAroundQuotes(true)
        .allowMissingFields(true)
        .allowExtraFields(true)
        .ofCsvRecord(text);
  }

  private List<String> header(CloseableIterator<CsvRecord> records) throws DataException {
    if (!records.hasNext()) {
      throw new DataException(path, "line 1", "must name the columns; the file is empty");
    }
    List<String> names = records.next().getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new DataException(
            path,
            "line 1",
            name.isEmpty()
                ? "column %d must have a name".formatted(names.indexOf(name) + 1)
                : "column " + name + " must stand there once");
      }
    }
    return names;
  }

  private void checkWidth(CsvRecord next, List<String> header) throws DataException {
    if (next.getFieldCount() != header.size()) {
      throw new DataException(
          path,
          "line " + next.getStartingLineNumber(),
          "must have %d cells as the header has, found %d"
              .formatted(header.size(), next.getFieldCount()));
    }
  }

  /** What is wrong with the file as a DataException; an error of the machine as it is. */
  private IOException translated(long lastLine, RuntimeException error) {
    String place = "after line " + lastLine;
    if (error instanceof UncheckedIOException wrapped) {
      IOException cause = wrapped.getCause();
      if (cause instanceof CharacterCodingException) {
        return new DataException(
            path,
            place,
            "must be UTF-8 text, as all is that does not begin as Parquet does",
            cause);
      }
      if (cause instanceof EOFException || cause instanceof ZipException) {
        return new DataException(path, place, "the gzip data are damaged", cause);
      }
      return cause;
    }
    return new DataException(path, place, error.getMessage(), error);
  }

  private record CsvRow(CsvFile file, CsvRecord line, List<String> columns, List<Integer> places)
      implements Row {

    @Override
    public double number(int cell) throws DataException {
      String text = text(cell);
      OptionalDouble value = Numbers.parse(text);
      if (value.isEmpty()) {
        throw wrong(cell, "must be a finite number, found " + text);
      }
      return value.getAsDouble();
    }

    @Override
    public String text(int cell) throws DataException {
      String field = line.getField(places.get(cell));
      // A quote that is not closed takes the lines up to the next one, or to the end, for one cell.
      if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
        throw wrong(cell, "must stand on one line; is its quote closed?");
      }
      String text = field.strip();
      if (text.isEmpty()) {
        throw wrong(cell, "must not be empty");
      }
      return text;
    }

    @Override
    public DataException wrong(int cell, String expectation) {
      return new DataException(
          file.path(),
          "line %d, column %s".formatted(line.getStartingLineNumber(), columns.get(cell)),
          expectation);
    }
  }
}
