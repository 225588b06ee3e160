package dev.starbeam.warehouse.ddl;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a pipeline's runs keep rows in, as one script: schemas, tables, views, comments and, where a warehouse
 * has them, constraints, compute, stages, roles and grants. It creates what is missing and drops nothing, so it may be
 * run again. The tables are those that runs make by themselves; marts are not among them, since each run builds them.
 */
public final class DdlScript {
    private static final String MARTS = "marts";

    private final DdlDialect dialect;
    private final List<TableSpec> tables;

    private DdlScript(PipelineModel model, Schema calendar, DdlDialect dialect) {
        this.dialect = dialect;
        this.tables = PipelineTables.of(model, calendar);
    }

    /**
     * The script, its statements ended by semicolons.
     *
     * @param calendar the columns of the date dimension, if the model declares one
     */
    public static String of(PipelineModel model, Schema calendar, DdlDialect dialect) {
        DdlScript script = new DdlScript(model, calendar, dialect);
        String head =
                "-- Generated from pipeline " + model.name().replaceAll("\\s", " ") + " by: starbeam ddl --dialect="
                        + dialect.name() + "\n-- It creates what is missing and drops nothing.\n";
        return script.statements().stream().collect(Collectors.joining(";\n\n", head + "\n", ";\n"));
    }

    private List<String> statements() {
        TableDdl ddl = new TableDdl(dialect);
        List<TableSpec> all = new ArrayList<>(dialect.ownTables(tables));
        all.addAll(tables);
        List<String> statements = new ArrayList<>(dialect.platform(schemas(all)));
        all.forEach(table -> addTable(table, ddl, statements));
        QualityTables.views().forEach(view -> statements.addAll(new QualityViews(dialect).create(view)));
        statements.addAll(dialect.grants());
        return statements;
    }

    private void addTable(TableSpec table, TableDdl ddl, List<String> statements) {
        statements.add(ddl.create(table));
        if (table.materialized() == Materialization.VIEW) {
            statements.add(ddl.view(table));
        }
        statements.addAll(dialect.comments(table));
    }

    private Set<String> schemas(List<TableSpec> all) {
        Set<String> schemas = new LinkedHashSet<>();
        for (TableSpec table : all) {
            schemas.add(table.schema());
            schemas.add(dialect.storedSchema(table));
        }
        schemas.add(MARTS);
        return schemas;
    }
}
