package dev.starbeam.warehouse.engine;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import dev.starbeam.warehouse.MartTrial;
import dev.starbeam.warehouse.WarehouseProvider;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.duckdb.DuckDbProvider;
import dev.starbeam.warehouse.snowflake.SnowflakeProvider;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every kind of warehouse there is. Nothing else names one. */
public final class Warehouses {
    private static final List<WarehouseProvider> SHIPPED = List.of(new DuckDbProvider(), new SnowflakeProvider());

    private Warehouses() {}

    /**
     * The warehouse that a URI names. Opens nothing.
     *
     * @throws IllegalArgumentException saying what is wrong and the supported forms, but no value that may be secret
     */
    public static WarehouseTarget target(String uri) {
        int colon = uri.indexOf(':');
        return find(colon < 0 ? "" : uri.substring(0, colon))
                .filter(provider -> uri.length() > colon + 1)
                .orElseThrow(() -> unknown(colon < 0 ? uri : uri.substring(0, colon + 1) + "…"))
                .target(uri);
    }

    private static IllegalArgumentException unknown(String uri) {
        return new IllegalArgumentException("warehouse \"" + uri + "\" is none that is known; supported: "
                + all().map(WarehouseProvider::form).collect(Collectors.joining(", and ")));
    }

    /** The kind of warehouse whose URIs have that scheme. */
    public static Optional<WarehouseProvider> find(String scheme) {
        return all().filter(provider -> provider.scheme().equals(scheme)).findFirst();
    }

    /** The schemes of all, in the order in which they are listed. */
    public static List<String> schemes() {
        return all().map(WarehouseProvider::scheme).toList();
    }

    /** Who reads what pipelines declare about a kind of warehouse. */
    public static List<WarehouseOptionsDeclaration> options() {
        return all().flatMap(provider -> provider.options().stream()).toList();
    }

    /** The SQL of those that have another than marts are written in. */
    public static List<MartDialect> dialects() {
        return all().flatMap(provider -> provider.dialect().stream()).toList();
    }

    /**
     * What an engine has against the marts; empty where none is at hand, as on the class path of a cluster.
     *
     * @param tables what the pipeline publishes
     */
    public static Optional<List<MartTrial.Fault>> tryMarts(List<TableSpec> tables, List<MartModel> marts) {
        try {
            return all().flatMap(provider -> provider.martTrial().stream())
                    .findFirst()
                    .map(trial -> trial.faults(tables, marts));
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    /** What there is to know about the script of each kind, where there is. */
    public static List<String> scriptNotes() {
        return all().filter(provider -> !provider.scriptNote().isEmpty())
                .map(provider -> provider.scheme() + ": " + provider.scriptNote())
                .toList();
    }

    /** Where a pipeline publishes when nothing else is said: a file of its own. */
    public static String usual(String name) {
        return DuckDbProvider.SCHEME + ":out/" + name + ".duckdb";
    }

    private static Stream<WarehouseProvider> all() {
        return Stream.concat(
                SHIPPED.stream(),
                ServiceLoader.load(WarehouseProvider.class).stream().map(ServiceLoader.Provider::get));
    }
}
