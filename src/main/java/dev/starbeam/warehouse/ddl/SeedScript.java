package dev.starbeam.warehouse.ddl;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.merge.UnknownMember;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that a star has before its first batch: the format of its tables, the unknown member of each dimension, and
 * the days of a calendar whose ends are declared. May be run again, and before or after any batch: it adds what is missing and changes nothing.
 */
public final class SeedScript {
    private SeedScript() {}

    /**
     * The script, its statements ended by semicolons; to be run after {@link DdlScript}.
     *
     * @param calendar the days that are declared, with the columns of the date dimension; no row where there are none
     */
    public static String of(PipelineModel model, ColumnBatch calendar, DdlDialect dialect) {
        List<String> statements = new ArrayList<>(List.of(FormatVersion.insert(dialect)));
        for (TableSpec table : StarTables.of(model, calendar.schema())) {
            String key = table.surrogateKey();
            if (key != null) {
                statements.add(UnknownMember.add(dialect, table, key));
            }
        }
        DateDimensionModel date = model.dateDimension();
        if (date != null) {
            TableSpec table = StarTables.date(date, calendar.schema());
            statements.addAll(new CalendarSeed(dialect, table).statements(calendar));
        }
        String head = "-- Generated from pipeline " + model.name().replaceAll("\\s", " ")
                + " by: starbeam ddl --seed --dialect=" + dialect.name()
                + "\n-- Adds what is missing; a run adds it, too.\n\n";
        return dialect.seeded(statements).stream().collect(Collectors.joining(";\n\n", head, ";\n"));
    }

    /**
     * INSERTs of a calendar's days, a statement a year and a day a line. The days stand there as values: weeks, fiscal years
     * and holidays computed in SQL would be another calendar than a run's, and a different one in each warehouse.
     */
    private static final class CalendarSeed {
        private static final int DAYS_TO_YEAR = 10_000;

        private final DdlDialect sql;
        private final TableSpec table;

        CalendarSeed(DdlDialect dialect, TableSpec table) {
            this.sql = dialect;
            this.table = table;
        }

        /** Adds the days that are not there. */
        List<String> statements(ColumnBatch days) {
            List<String> statements = new ArrayList<>();
            Column keys = days.column(DateDimensionModel.KEY_COLUMN);
            int first = 0;
            for (int row = 1; row <= days.rows(); row++) {
                if (row == days.rows() || year(keys, row) != year(keys, first)) {
                    statements.add(insert(days, first, row));
                    first = row;
                }
            }
            return statements;
        }

        private static long year(Column keys, int row) {
            return Long.parseLong(keys.display(row)) / DAYS_TO_YEAR;
        }

        private String cast(Field field) {
            return "cast(v." + sql.identifier(field.name()) + " as " + sql.type(field.type()) + ")";
        }

        private String insert(ColumnBatch days, int from, int to) {
            String columns = sql.identifiers(days.schema().names());
            String values =
                    IntStream.range(from, to).mapToObj(row -> day(days, row)).collect(Collectors.joining(",\n    "));
            String cast = days.schema().fields().stream().map(this::cast).collect(Collectors.joining(", "));
            String key = sql.identifier(DateDimensionModel.KEY_COLUMN);
            return "insert into " + sql.stored(table) + " (" + columns + ")\nselect " + cast + "\nfrom (values\n    "
                    + values
                    + "\n) as v (" + columns + ")\nwhere v." + key + " not in (select " + key + " from "
                    + sql.stored(table)
                    + ")";
        }

        private String day(ColumnBatch days, int row) {
            return days.schema().fields().stream()
                    .map(field -> value(days.column(field.name()), field.type(), row))
                    .collect(Collectors.joining(", ", "(", ")"));
        }

        /** Dates as text, which is cast like all else: not every warehouse takes other literals there. */
        private String value(Column column, ColumnType type, int row) {
            if (column.isNull(row)) {
                return "null";
            }
            boolean plain = type.kind() == ColumnType.Kind.BIGINT || type.kind() == ColumnType.Kind.BOOLEAN;
            return plain ? column.display(row) : sql.text(column.display(row));
        }
    }
}
