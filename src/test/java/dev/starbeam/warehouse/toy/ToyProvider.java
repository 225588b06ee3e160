package dev.starbeam.warehouse.toy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.WarehouseOptions;
import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseProvider;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.cost.CostEstimate;
import dev.starbeam.warehouse.engine.Warehouses;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code toy:PATH}, a warehouse that nothing in the program knows of. It keeps its tables in a DuckDB file. */
public final class ToyProvider implements WarehouseProvider {
    /** @param budget marbles that a run may take, of which each takes seven */
    record ToyOptions(@Nullable BigDecimal budget) implements WarehouseOptions {}

    @Override
    public String scheme() {
        return "toy";
    }

    @Override
    public String form() {
        return "toy:PATH";
    }

    @Override
    public WarehouseTarget target(String uri) {
        return new ToyTarget(Warehouses.target(uri.replaceFirst("toy", "duckdb")));
    }

    @Override
    public Optional<WarehouseOptionsDeclaration> options() {
        return Optional.of(new ToyReader());
    }

    @Override
    public String tablesScript(PipelineModel pipeline, Schema calendar, String database) {
        return "-- " + pipeline.name() + " needs no tables\n";
    }

    @Override
    public String rowsScript(PipelineModel pipeline, ColumnBatch calendar, String database) {
        return "-- nor rows\n";
    }

    @Override
    public List<String> martStatements(PipelineModel pipeline) {
        return List.of();
    }

    private static final class ToyReader implements WarehouseOptionsDeclaration {
        @Override
        public String key() {
            return "toy";
        }

        @Override
        public String schema() {
            return "{\"toy\": {\"type\": \"object\", \"properties\": {\"budget\": {}}}}";
        }

        @Override
        public @Nullable ToyOptions read(Declared declared, Map<String, List<String>> tables) {
            Section section = declared.section("toy", Set.of("budget"));
            Declared budget = section == null ? null : section.find("budget");
            return budget == null
                    ? null
                    : new ToyOptions(Scalars.decimal(budget, "marbles", BigDecimal.ONE, BigDecimal.TEN));
        }
    }

    /** How the name of one ends that can't publish. */
    static final String BROKEN = "broken.duckdb";

    private record ToyTarget(WarehouseTarget file) implements WarehouseTarget {
        @Override
        public CostEstimate estimate(PipelineModel pipeline, long textBytes) {
            BigDecimal budget =
                    pipeline.options(ToyOptions.class).map(ToyOptions::budget).orElse(null);
            return new CostEstimate("marbles", Map.of("playing", 7.0), budget, "toy.budget");
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public Warehouse open(PipelineModel pipeline) {
            return toString().endsWith(BROKEN) ? broken(file.open(pipeline)) : file.open(pipeline);
        }

        private static Warehouse broken(Warehouse whole) {
            return (Warehouse) Proxy.newProxyInstance(
                    ToyTarget.class.getClassLoader(), new Class<?>[] {Warehouse.class}, (proxy, method, values) -> {
                        if (method.getName().equals("publish")) {
                            throw new IllegalArgumentException("it has lost a wheel");
                        }
                        return method.invoke(whole, values);
                    });
        }

        @Override
        public Warehouse look(PipelineModel pipeline) {
            return file.look(pipeline);
        }

        @Override
        public PublishedTables openPublished(PipelineModel pipeline) {
            return file.openPublished(pipeline);
        }

        @Override
        public String toString() {
            return file.toString().replaceFirst("duckdb", "toy");
        }
    }
}
