package dev.starbeam.warehouse.snowflake.options;

import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.MonitorModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.Size;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.StageModel;
import dev.starbeam.words.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is declared under {@code snowflake}. */
public final class SnowflakeOptionsDeclaration implements WarehouseOptionsDeclaration {
    private static final Set<String> KEYS = Set.of(
            "warehouses",
            "budget",
            "resource_monitor",
            "stage_url",
            "storage_integration",
            "keep_staged_days",
            "cluster_by");
    private static final Set<String> STEPS = Set.of("load", "merge", "marts");
    private static final Set<String> WAREHOUSE = Set.of("name", "size", "auto_suspend", "suspend");
    private static final Set<String> MONITOR = Set.of("credits", "notify_at", "suspend_at");

    /** The keys of each section, by its place in the schema. */
    static final Map<String, Set<String>> SECTIONS = Map.of(
            "/snowflake", KEYS,
            "/snowflake/properties/warehouses", STEPS,
            "/snowflake_warehouse", WAREHOUSE,
            "/snowflake/properties/resource_monitor", MONITOR);

    private static final Map<String, Size> SIZES = Scalars.words(Size.class);
    private static final Map<String, Boolean> SUSPEND = Map.of("when_idle", false, "after_step", true);
    private static final BigDecimal LEAST_BUDGET = new BigDecimal("0.001");
    private static final BigDecimal GREATEST_BUDGET = new BigDecimal("1000000");

    @Override
    public String key() {
        return "snowflake";
    }

    @Override
    public String schema() {
        try (InputStream in = SnowflakeOptionsDeclaration.class.getResourceAsStream("schema.json")) {
            if (in == null) {
                throw new IllegalStateException("schema.json is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable SnowflakeOptions read(Declared declared, Map<String, List<String>> tables) {
        SnowflakeOptions usual = SnowflakeOptions.DEFAULT;
        Section section = declared.section(key(), KEYS);
        if (section == null) {
            return null;
        }
        Declared steps = section.find("warehouses");
        Section warehouses = steps == null ? null : steps.section("warehouses", STEPS);
        return new SnowflakeOptions(
                compute(warehouses, "load", usual.load()),
                compute(warehouses, "merge", usual.merge()),
                compute(warehouses, "marts", usual.marts()),
                budget(section),
                monitor(section),
                stage(section),
                clusterBy(section, tables));
    }

    private static ComputeModel compute(@Nullable Section warehouses, String step, ComputeModel usual) {
        Declared declared = warehouses == null ? null : warehouses.find(step);
        Section section = declared == null ? null : declared.section(step, WAREHOUSE);
        if (section == null) {
            return usual;
        }
        Declared idle = section.find("auto_suspend");
        Long seconds = idle == null ? null : Scalars.wholeNumber(idle, "seconds, from 60 to 86400", 60, 86_400);
        return new ComputeModel(
                section.text("name", usual.warehouse()),
                section.choice("size", SIZES, usual.size()),
                seconds == null ? usual.autoSuspendSeconds() : seconds.intValue(),
                section.choice("suspend", SUSPEND, usual.suspendAfterStep()));
    }

    private static @Nullable BigDecimal budget(Section section) {
        Declared declared = section.find("budget");
        return declared == null
                ? null
                : Scalars.decimal(declared, "credits a run, e.g. 2.5", LEAST_BUDGET, GREATEST_BUDGET);
    }

    private static @Nullable MonitorModel monitor(Section section) {
        Declared declared = section.find("resource_monitor");
        Section monitor = declared == null ? null : declared.section("resource_monitor", MONITOR);
        if (monitor == null) {
            return null;
        }
        Declared credits = monitor.require("credits", "how many a month");
        Long quota = credits == null ? null : Scalars.wholeNumber(credits, "credits a month", 1, 1_000_000_000);
        return new MonitorModel(
                quota == null ? 1 : quota, percent(monitor, "notify_at", 80), percent(monitor, "suspend_at", 100));
    }

    private static long percent(Section monitor, String key, long usual) {
        Declared declared = monitor.find(key);
        Long percent = declared == null ? null : Scalars.wholeNumber(declared, "per cent, from 1 to 500", 1, 500);
        return percent == null ? usual : percent;
    }

    private static StageModel stage(Section section) {
        Declared url = section.find("stage_url");
        Declared integration = section.find("storage_integration");
        String place = url == null ? null : url.text("the URL of a bucket");
        if (url != null && place != null && !place.matches("(s3|gcs|azure)://\\S+/")) {
            url.mistake("expected a place as Snowflake writes it, s3://…/, gcs://…/ or azure://…/ with a slash at its"
                    + " end, found \"" + place + "\"");
        }
        if ((url == null) != (integration == null)) {
            section.mistake("stage_url and storage_integration go together: the one names a bucket, the other lets"
                    + " Snowflake read it");
        }
        return new StageModel(
                place,
                integration == null ? null : integration.text("a storage integration's name"),
                keepDays(section));
    }

    /** At least two, since that is how long Snowflake lets a statement run that may still load the files. */
    private static int keepDays(Section section) {
        Declared declared = section.find("keep_staged_days");
        Long days = declared == null ? null : Scalars.wholeNumber(declared, "days, from 2 to 365", 2, 365);
        return days == null ? StageModel.USUAL_DAYS : days.intValue();
    }

    private static Map<String, List<String>> clusterBy(Section section, Map<String, List<String>> tables) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Declared declared = section.find("cluster_by");
        if (declared == null) {
            return keys;
        }
        for (Entry entry : declared.entries("a map of table to columns")) {
            List<String> columns = tables.get(entry.name());
            if (columns == null) {
                entry.key()
                        .mistake("no table is called \"" + entry.name() + "\""
                                + NearestName.hint(entry.name(), tables.keySet()));
                continue;
            }
            keys.put(
                    entry.name(),
                    entry.value().items("a list of columns").stream()
                            .map(item -> column(item, entry.name(), columns))
                            .filter(Objects::nonNull)
                            .toList());
        }
        return keys;
    }

    private static @Nullable String column(Declared item, String table, List<String> columns) {
        String name = item.text("a column");
        if (name != null && !columns.contains(name)) {
            item.mistake(table + " has no column \"" + name + "\"" + NearestName.hint(name, columns));
            return null;
        }
        return name;
    }
}
