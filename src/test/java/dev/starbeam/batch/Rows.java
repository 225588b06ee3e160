package dev.starbeam.batch;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Batches written as people read them, so that tests tell their stories in rows.
 *
 * <pre>{@code
 * ColumnBatch orders = Rows.of("""
 *     order_id | quantity bigint | unit_price decimal(12,3) | ordered_at timestamp
 *     536365   | 6               | 2.550                    | 2010-12-01 08:26:00
 *     C536379  | -1              | NULL                     | NULL
 *     ''       | 0               | 0.000                    | 2010-12-01 09:41:00
 *     """);
 * }</pre>
 *
 * <p>The first line names the columns and their types, text when none is given. {@code NULL} is NULL; text in single
 * quotes is taken as it stands (a quote inside is doubled), other text without the blanks around it.
 */
public final class Rows {
    private Rows() {}

    /** The batch that {@code block} describes. */
    public static ColumnBatch of(String block) {
        List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
        Schema schema = schema(lines.get(0));
        List<List<String>> cells =
                lines.stream().skip(1).map(line -> cells(line, schema.size())).toList();
        return new ColumnBatch(
                schema,
                cells.size(),
                IntStream.range(0, schema.size())
                        .mapToObj(i -> column(
                                schema.fields().get(i).type(),
                                cells.stream().map(row -> row.get(i)).toList()))
                        .toList());
    }

    /** The schema that a block's first line describes: {@code "order_id | quantity bigint"}. */
    public static Schema schema(String header) {
        return Schema.of(cells(header, -1).stream().map(Rows::field).toList());
    }

    /** Each row as a line that {@link #of} would read, without the header. Equal batches give equal lines. */
    public static List<String> lines(ColumnBatch batch) {
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> batch.columns().stream()
                        .map(column -> cell(column, row))
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    /** The whole batch as a block, header first. */
    public static String show(ColumnBatch batch) {
        String header = batch.schema().fields().stream()
                .map(field -> field.name() + " " + field.type())
                .collect(Collectors.joining(" | "));
        return header + "\n" + String.join("\n", lines(batch));
    }

    /** Whether both have the same schema and the same values in the same rows. */
    public static boolean areEqual(ColumnBatch one, ColumnBatch other) {
        return one.schema().equals(other.schema()) && lines(one).equals(lines(other));
    }

    private static Field field(String text) {
        String[] words = text.trim().split(" +", 2);
        return new Field(words[0], words.length == 1 ? ColumnType.TEXT : type(words[1]));
    }

    private static ColumnType type(String text) {
        if (text.startsWith("decimal(")) {
            int comma = text.indexOf(',');
            int precision = Integer.parseInt(text.substring(8, comma).trim());
            int scale = Integer.parseInt(
                    text.substring(comma + 1, text.length() - 1).trim());
            return ColumnType.decimal(precision, scale);
        }
        return new ColumnType(ColumnType.Kind.valueOf(text.toUpperCase(Locale.ROOT)), 0, 0);
    }

    private static List<String> cells(String line, int expected) {
        List<String> cells = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\'') {
                quoted = !quoted;
            } else if (line.charAt(i) == '|' && !quoted) {
                cells.add(line.substring(start, i).trim());
                start = i + 1;
            }
        }
        cells.add(line.substring(start).trim());
        if (expected >= 0 && cells.size() != expected) {
            throw new IllegalArgumentException("expected " + expected + " cells in: " + line);
        }
        return cells;
    }

    private static Column column(ColumnType type, List<String> cells) {
        ValidityBuilder validity = new ValidityBuilder(cells.size());
        IntStream.range(0, cells.size())
                .filter(row -> cells.get(row).equals("NULL"))
                .forEach(validity::setNull);
        Validity valid = validity.build();
        return switch (type.kind()) {
            case TEXT -> text(cells);
            case DOUBLE ->
                new DoubleColumn(
                        IntStream.range(0, cells.size())
                                .mapToDouble(row -> valid.isNull(row) ? 0 : Double.parseDouble(cells.get(row)))
                                .toArray(),
                        valid);
            case BOOLEAN -> booleans(cells, valid);
            default ->
                new LongColumn(
                        type,
                        IntStream.range(0, cells.size())
                                .mapToLong(row -> valid.isNull(row) ? 0 : longOf(type, cells.get(row)))
                                .toArray(),
                        valid);
        };
    }

    private static TextColumn text(List<String> cells) {
        TextColumnBuilder builder = new TextColumnBuilder(cells.size(), 16);
        cells.forEach(cell -> builder.append(cell.equals("NULL") ? null : unquoted(cell)));
        return builder.build();
    }

    private static BooleanColumn booleans(List<String> cells, Validity validity) {
        boolean[] values = new boolean[cells.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = Boolean.parseBoolean(cells.get(row));
        }
        return new BooleanColumn(values, validity);
    }

    private static long longOf(ColumnType type, String cell) {
        return switch (type.kind()) {
            case DECIMAL ->
                new BigDecimal(cell).setScale(type.scale()).unscaledValue().longValueExact();
            case DATE -> LocalDate.parse(cell).toEpochDay();
            case TIMESTAMP ->
                ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(cell.replace(' ', 'T')));
            default -> Long.parseLong(cell);
        };
    }

    private static String unquoted(String cell) {
        return cell.startsWith("'") ? cell.substring(1, cell.length() - 1).replace("''", "'") : cell;
    }

    private static String cell(Column column, int row) {
        String shown = column.display(row);
        boolean text = column.type().kind() == ColumnType.Kind.TEXT && !column.isNull(row);
        boolean plain = !text || readsAsItself(shown);
        return plain ? shown : "'" + shown.replace("'", "''") + "'";
    }

    private static boolean readsAsItself(String text) {
        boolean special = text.indexOf('|') >= 0 || text.indexOf('\'') >= 0 || text.equals("NULL");
        return !text.isEmpty() && !special && text.equals(text.trim());
    }
}
