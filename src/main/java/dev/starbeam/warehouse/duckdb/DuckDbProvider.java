package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.MartTrial;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseProvider;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.ddl.DdlScript;
import dev.starbeam.warehouse.ddl.SeedScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code duckdb:PATH}, a file on this machine. */
public final class DuckDbProvider implements WarehouseProvider {
    public static final String SCHEME = "duckdb";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public String form() {
        return "duckdb:PATH, e.g. duckdb:out/warehouse.duckdb";
    }

    @Override
    public WarehouseTarget target(String uri) {
        String file = uri.substring(SCHEME.length() + 1);
        if (file.equals(":memory:")) {
            throw new IllegalArgumentException(
                    "warehouse \"" + uri + "\" would be gone after the run; give a file: duckdb:out/warehouse.duckdb");
        }
        return new DatabaseFile(file, DuckDbConnector.USUAL_WAIT);
    }

    @Override
    public String scriptNote() {
        return "it needs no script, since a run makes its tables.";
    }

    @Override
    public Optional<MartTrial> martTrial() {
        return Optional.of(new DuckDbMartTrial());
    }

    @Override
    public String tablesScript(PipelineModel pipeline, Schema calendar, String database) {
        return DdlScript.of(pipeline, calendar, new DuckDbDdl());
    }

    @Override
    public String rowsScript(PipelineModel pipeline, ColumnBatch calendar, String database) {
        return SeedScript.of(pipeline, calendar, new DuckDbDdl());
    }

    @Override
    public List<String> martStatements(PipelineModel pipeline) {
        return pipeline.marts().stream().map(MartBuild::replacement).toList();
    }

    /**
     * A file.
     *
     * @param file as given
     * @param patience how long to wait for another process that has it open
     */
    private record DatabaseFile(String file, Duration patience) implements WarehouseTarget {
        @Override
        public WarehouseTarget waiting(Duration atMost) {
            return new DatabaseFile(file, atMost);
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public boolean isEmpty() {
            return !Files.exists(Path.of(file));
        }

        @Override
        public Warehouse open(PipelineModel pipeline) {
            return DuckDbWarehouse.open(Path.of(file), patience);
        }

        @Override
        public Warehouse look(PipelineModel pipeline) {
            return isEmpty()
                    ? DuckDbWarehouse.open(Path.of(":memory:"))
                    : DuckDbWarehouse.look(Path.of(file), patience);
        }

        @Override
        public PublishedTables openPublished(PipelineModel pipeline) {
            return DuckDbPublished.open(Path.of(file), patience);
        }

        @Override
        public String toString() {
            return SCHEME + ":" + file;
        }
    }
}
