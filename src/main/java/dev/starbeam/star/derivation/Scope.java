package dev.starbeam.star.derivation;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns an expression may use; a column of a name that is already there takes its place. For one thread. */
public final class Scope {
    private final int rows;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    public Scope(ColumnBatch batch) {
        this.rows = batch.rows();
        putAll(batch);
    }

    public void put(String name, Column column) {
        columns.put(name, column);
    }

    public void putAll(ColumnBatch batch) {
        for (int i = 0; i < batch.columns().size(); i++) {
            put(batch.schema().fields().get(i).name(), batch.columns().get(i));
        }
    }

    /** The columns so far; copies no values. */
    public ColumnBatch batch() {
        List<Field> fields = new ArrayList<>(columns.size());
        columns.forEach((name, column) -> fields.add(new Field(name, column.type())));
        return new ColumnBatch(Schema.of(fields), rows, List.copyOf(columns.values()));
    }
}
