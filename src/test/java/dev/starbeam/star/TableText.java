package dev.starbeam.star;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.ValidityBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Batches as tables in text: {@code "id:text | day:date"}, then rows of values, {@code NULL} for none. */
public final class TableText {
    private TableText() {}

    public static ColumnBatch parse(String table) {
        List<String[]> lines = table.strip()
                .lines()
                .map(line -> line.strip().split("\\s*\\|\\s*"))
                .toList();
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < lines.get(0).length; i++) {
            String[] head = lines.get(0)[i].split(":");
            int column = i;
            List<String> values =
                    lines.stream().skip(1).map(line -> line[column]).toList();
            fields.add(new Field(head[0], type(head[1])));
            columns.add(column(type(head[1]), values));
        }
        return new ColumnBatch(Schema.of(fields), lines.size() - 1, columns);
    }

    /** The rows as text, one line each. */
    public static List<String> lines(ColumnBatch batch) {
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> String.join(
                        " | ", batch.columns().stream().map(c -> c.display(row)).toList()))
                .toList();
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "bigint" -> ColumnType.BIGINT;
            case "date" -> ColumnType.DATE;
            case "timestamp" -> ColumnType.TIMESTAMP;
            default -> ColumnType.TEXT;
        };
    }

    private static Column column(ColumnType type, List<String> values) {
        if (type.equals(ColumnType.TEXT)) {
            TextColumnBuilder builder = new TextColumnBuilder(values.size(), 8);
            values.forEach(value -> builder.append(value.equals("NULL") ? null : value));
            return builder.build();
        }
        long[] longs = new long[values.size()];
        ValidityBuilder validity = new ValidityBuilder(longs.length);
        for (int i = 0; i < longs.length; i++) {
            if (values.get(i).equals("NULL")) {
                validity.setNull(i);
            } else {
                longs[i] = type.equals(ColumnType.DATE)
                        ? LocalDate.parse(values.get(i)).toEpochDay()
                        : Long.parseLong(values.get(i));
            }
        }
        return new LongColumn(type, longs, validity.build());
    }
}
