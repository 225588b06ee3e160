package dev.starbeam.warehouse.snowflake;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import dev.starbeam.warehouse.WarehouseProvider;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.ddl.DdlScript;
import dev.starbeam.warehouse.ddl.SeedScript;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMarts;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptionsDeclaration;
import dev.starbeam.warehouse.snowflake.query.SnowflakeDialect;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import java.util.List;
import java.util.Optional;

/** {@code snowflake://ACCOUNT/DATABASE?user=…}, declared about under {@code snowflake}. */
public final class SnowflakeProvider implements WarehouseProvider {
    @Override
    public String scheme() {
        return SnowflakeUri.SCHEME;
    }

    @Override
    public String form() {
        return "snowflake://ACCOUNT/DATABASE?user=NAME&role=NAME&private_key=file:PATH";
    }

    @Override
    public WarehouseTarget target(String uri) {
        return new SnowflakeTarget(SnowflakeUri.parse(uri));
    }

    @Override
    public Optional<WarehouseOptionsDeclaration> options() {
        return Optional.of(new SnowflakeOptionsDeclaration());
    }

    @Override
    public String scriptNote() {
        return "its script makes warehouses, stage, roles and grants, too.";
    }

    @Override
    public Optional<MartDialect> dialect() {
        return Optional.of(new SnowflakeDialect());
    }

    @Override
    public String tablesScript(PipelineModel pipeline, Schema calendar, String database) {
        return DdlScript.of(pipeline, calendar, dialect(pipeline, database));
    }

    @Override
    public String rowsScript(PipelineModel pipeline, ColumnBatch calendar, String database) {
        return SeedScript.of(pipeline, calendar, dialect(pipeline, database));
    }

    @Override
    public List<String> martStatements(PipelineModel pipeline) {
        return SnowflakeMarts.statements(pipeline.marts(), SnowflakeOptions.of(pipeline));
    }

    private static DdlDialect dialect(PipelineModel pipeline, String database) {
        return new SnowflakeDdl(database, SnowflakeOptions.of(pipeline));
    }
}
