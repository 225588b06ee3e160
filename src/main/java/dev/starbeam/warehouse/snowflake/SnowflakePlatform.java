package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.SnowflakeModel;
import dev.starbeam.model.SnowflakeModel.ComputeModel;
import dev.starbeam.model.SnowflakeModel.MonitorModel;
import dev.starbeam.model.SnowflakeModel.StageModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tables live in: warehouses, database, stage; and who may do what with them. */
final class SnowflakePlatform {
    private static final String MONITOR = "\"STARBEAM_MONITOR\"";

    private SnowflakePlatform() {}

    /** Before the schemas and tables. */
    static List<String> statements(String database, SnowflakeModel snowflake) {
        List<String> statements = new ArrayList<>();
        MonitorModel monitor = snowflake.monitor();
        if (monitor != null) {
            statements.add("create resource monitor if not exists " + MONITOR + " with\n    credit_quota = "
                    + monitor.credits() + " frequency = monthly start_timestamp = immediately\n    triggers on "
                    + monitor.notifyAt() + " percent do notify on " + monitor.suspendAt() + " percent do suspend");
        }
        warehouses(snowflake).forEach((name, compute) -> statements.add(warehouse(name, compute, monitor)));
        statements.addAll(template("platform.sql", database));
        statements.add(stage(snowflake.stage()));
        return statements;
    }

    /** After them. */
    static List<String> grants(String database, SnowflakeModel snowflake) {
        List<String> statements = new ArrayList<>(template("roles.sql", database));
        for (String name : warehouses(snowflake).keySet()) {
            statements.add("grant usage, operate on warehouse " + name + " to role \"STARBEAM_LOADER\"");
        }
        statements.addAll(template("grants.sql", database));
        statements.add("grant usage on warehouse "
                + SnowflakeSql.name(snowflake.marts().warehouse()) + " to role \"STARBEAM_READER\"");
        return statements;
    }

    /** Steps may share one. */
    private static Map<String, ComputeModel> warehouses(SnowflakeModel snowflake) {
        Map<String, ComputeModel> warehouses = new LinkedHashMap<>();
        for (ComputeModel compute : List.of(snowflake.load(), snowflake.merge(), snowflake.marts())) {
            warehouses.putIfAbsent(SnowflakeSql.name(compute.warehouse()), compute);
        }
        return warehouses;
    }

    private static String warehouse(String name, ComputeModel compute, @Nullable MonitorModel monitor) {
        return "create warehouse if not exists " + name + "\n    warehouse_size = '"
                + compute.size().name().toUpperCase(Locale.ROOT) + "' auto_suspend = " + compute.autoSuspendSeconds()
                + " auto_resume = true initially_suspended = true"
                + (monitor == null ? "" : " resource_monitor = " + MONITOR)
                + "\n    comment = 'Starbeam: loads, merges or builds marts'";
    }

    private static String stage(StageModel stage) {
        String url = stage.url();
        String integration = stage.integration();
        return "create stage if not exists \"QUALITY\".\"STARBEAM_STAGE\""
                + (url == null ? "" : "\n    url = " + SnowflakeSql.text(url))
                + (integration == null ? "" : " storage_integration = " + SnowflakeSql.name(integration))
                + "\n    file_format = \"QUALITY\".\"STARBEAM_PARQUET\""
                + "\n    comment = 'Starbeam: staged files, removed once their batch is published'";
    }

    /** The statements of a file; names in it are plain, but for the database's. */
    private static List<String> template(String file, String database) {
        return Arrays.stream(read(file).split(";\\s*(\n|$)", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> statement.replace("${database}", database))
                .toList();
    }

    private static String read(String file) {
        try (InputStream in = SnowflakePlatform.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
