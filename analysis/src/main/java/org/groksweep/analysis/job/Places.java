package org.groksweep.analysis.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Where trials stand in a sweep: the columns of their identity, and those that a row about several
 * of them begins with.
 */
final class Places implements Serializable {

  private static final long serialVersionUID = 1;

  private final ArrayList<String> identity;
  private final ArrayList<String> shared;
  private final ArrayList<StructField> fields;

  /** Of a table trials. */
  Places(Dataset<Row> trials) {
    identity = new ArrayList<>(Tables.identity(trials.columns()));
    shared = new ArrayList<>(identity);
    shared.removeAll(Tables.TRIAL_NAMES);
    fields = new ArrayList<>();
    shared.forEach(name -> fields.add(nullable(trials.schema().apply(name))));
  }

  private static StructField nullable(StructField field) {
    return new StructField(
        field.name(),
        field.dataType(),
        !field.name().equals("sweep_id"),
        org.apache.spark.sql.types.Metadata.empty());
  }

  /** Names of the columns that name a trial and its place. */
  List<String> identity() {
    return identity;
  }

  /** The sweep's id and the axes. */
  List<StructField> fields() {
    return fields;
  }

  /**
   * The cells of {@link #fields} for trials: an axis in which they differ is null.
   *
   * @param identities rows of {@link #identity}, at least one
   */
  List<Object> of(List<Row> identities) {
    Object[] cells = new Object[shared.size()];
    for (int k = 0; k < cells.length; k++) {
      int column = identity.indexOf(shared.get(k));
      Object first = identities.get(0).get(column);
      boolean same = identities.stream().allMatch(row -> Objects.equals(row.get(column), first));
      cells[k] = same ? first : null;
    }
    return new ArrayList<>(Arrays.asList(cells));
  }

  /** A cell of a trial's identity. */
  Object cell(Row identities, String name) {
    return identities.get(identity.indexOf(name));
  }
}
