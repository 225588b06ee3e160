package dev.starbeam.warehouse.ddl;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.StarTables;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.UnknownMember;

/** The rows that a star has before its first batch: the unknown member of each dimension. May be run again. */
public final class SeedScript {
    private SeedScript() {}

    /** The script, its statements ended by semicolons; to be run after {@link DdlScript}. */
    public static String of(PipelineModel model, Schema calendar, DdlDialect dialect) {
        StringBuilder script = new StringBuilder("-- Generated from pipeline "
                + model.name().replaceAll("\\s", " ") + " by: starbeam ddl --seed --dialect=" + dialect.name()
                + "\n-- Adds what is missing; a run adds it, too.\n");
        for (TableSpec table : StarTables.of(model, calendar)) {
            String key = table.surrogateKey();
            if (key != null) {
                script.append('\n')
                        .append(UnknownMember.add(dialect, table, key))
                        .append(";\n");
            }
        }
        return script.toString();
    }
}
