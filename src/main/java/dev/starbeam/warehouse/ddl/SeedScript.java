package dev.starbeam.warehouse.ddl;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.UnknownMember;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows that a star has before its first batch: the format of its tables, the unknown member of each dimension, and the days of a calendar whose
 * ends are declared. May be run again, and before or after any batch: it adds what is missing and changes nothing.
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
}
