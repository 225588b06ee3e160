package dev.starbeam.expression;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.ValueFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Batches of text written down as rows, and expressions evaluated over them as people read the values. */
final class TestBatch {
    private TestBatch() {}

    /** Text columns of those names; a cell "NULL" is NULL. */
    static ColumnBatch of(List<String> names, List<List<String>> rows) {
        List<Field> fields =
                names.stream().map(n -> new Field(n, ColumnType.TEXT)).toList();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            TextColumnBuilder builder = new TextColumnBuilder(rows.size(), 8);
            for (List<String> row : rows) {
                builder.append("NULL".equals(row.get(c)) ? null : row.get(c));
            }
            columns.add(builder.build());
        }
        return new ColumnBatch(Schema.of(fields), rows.size(), columns);
    }

    /** One text column named x. */
    static ColumnBatch x(String... values) {
        return of(List.of("x"), java.util.Arrays.stream(values).map(List::of).toList());
    }

    static List<String> values(String sql, ColumnBatch batch) {
        return display(compile(sql, batch.schema()).evaluate(batch, ValueFaults.IGNORED));
    }

    static String value(String sql) {
        ColumnBatch one = new ColumnBatch(Schema.of(), 1, List.of());
        return values(sql, one).get(0);
    }

    static List<String> display(Column column) {
        List<String> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(column.display(row));
        }
        return values;
    }

    static Expression compile(String sql, Schema schema) {
        try {
            return ExpressionCompiler.compile(sql, schema);
        } catch (InvalidExpressionException e) {
            throw new AssertionError(sql + ": " + e.mistakes(), e);
        }
    }

    /** Remembers faults as {@code row → what}. */
    static final class Faults implements ValueFaults {
        final TreeMap<Integer, String> seen = new TreeMap<>();
        int calls;

        @Override
        public void unparsable(int row) {
            calls++;
            seen.put(row, "unparsable");
        }

        @Override
        public void invalid(int row, String reason) {
            calls++;
            seen.put(row, reason);
        }
    }
}
