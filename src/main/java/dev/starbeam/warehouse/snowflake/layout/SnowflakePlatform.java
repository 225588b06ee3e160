package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.MonitorModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.StageModel;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.snowflake.stage.WorkTables;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * What tables live in: warehouses, database, schemas, stage; and who may do what with them. Each part is done by the role
 * that Snowflake made for it; the user who runs the script needs ACCOUNTADMIN, which has all of them.
 */
final class SnowflakePlatform {
    private static final String STAGE = "\"QUALITY\".\"STARBEAM_STAGE\"";
    private static final String MONITOR = "\"STARBEAM_MONITOR\"";
    private static final String TO_LOADER = " to role \"STARBEAM_LOADER\"";
    private static final String AS_ACCOUNT_ADMINISTRATOR = "use role accountadmin";

    private SnowflakePlatform() {}

    /**
     * Before the tables, which the loader makes then.
     *
     * @param schemas those of the tables and marts; those that a later declaration needs are added, since the loader may
     *     not make schemas
     */
    static List<String> statements(String database, Set<String> schemas, SnowflakeOptions snowflake) {
        Set<String> all = new TreeSet<>(schemas);
        all.addAll(List.of(TableSpec.DATA_SCHEMA, RawTables.SCHEMA, WorkTables.SCHEMA));
        List<String> statements = new ArrayList<>(ofAccount(snowflake));
        statements.add("use role sysadmin");
        warehouses(snowflake).forEach((name, compute) -> statements.add(warehouse(name, compute)));
        statements.addAll(template("database.sql", database));
        all.forEach(schema -> statements.add("create schema if not exists " + SnowflakeSql.name(schema)));
        statements.addAll(template("stage.sql", database));
        statements.add(stage(snowflake.stage()));
        statements.addAll(monitored(snowflake));
        statements.addAll(template("roles.sql", database));
        statements.addAll(toLoader(database, all, snowflake));
        statements.addAll(template("loader.sql", database));
        statements.addAll(template("tables.sql", database));
        return statements;
    }

    /** After the tables. */
    static List<String> grants(String database, SnowflakeOptions snowflake) {
        List<String> statements = new ArrayList<>(template("readers.sql", database));
        statements.add("grant usage on warehouse "
                + SnowflakeSql.name(snowflake.marts().warehouse()) + " to role \"STARBEAM_READER\"");
        return statements;
    }

    /** What only administrators of the account may do. */
    private static List<String> ofAccount(SnowflakeOptions snowflake) {
        List<String> statements = new ArrayList<>();
        MonitorModel monitor = snowflake.monitor();
        if (monitor != null) {
            statements.add("create resource monitor if not exists " + MONITOR + " with\n    credit_quota = "
                    + monitor.credits() + " frequency = monthly start_timestamp = immediately\n    triggers on "
                    + monitor.notifyAt() + " percent do notify on " + monitor.suspendAt() + " percent do suspend");
        }
        String integration = snowflake.stage().integration();
        if (integration != null) {
            statements.add("grant usage on integration " + SnowflakeSql.name(integration) + " to role sysadmin");
        }
        if (!statements.isEmpty()) {
            statements.add(0, AS_ACCOUNT_ADMINISTRATOR);
        }
        return statements;
    }

    private static List<String> monitored(SnowflakeOptions snowflake) {
        List<String> statements = new ArrayList<>();
        if (snowflake.monitor() != null) {
            statements.add(AS_ACCOUNT_ADMINISTRATOR);
            warehouses(snowflake)
                    .keySet()
                    .forEach(name -> statements.add("alter warehouse " + name + " set resource_monitor = " + MONITOR));
        }
        return statements;
    }

    private static List<String> toLoader(String database, Set<String> schemas, SnowflakeOptions snowflake) {
        List<String> statements = new ArrayList<>();
        for (String name : warehouses(snowflake).keySet()) {
            statements.add("grant usage, operate on warehouse " + name + TO_LOADER);
        }
        for (String schema : schemas) {
            statements.add(
                    "grant usage, create table on schema " + database + "." + SnowflakeSql.name(schema) + TO_LOADER);
        }
        // READ and WRITE are for stages that Snowflake keeps itself, USAGE is for those in a bucket.
        String rights = snowflake.stage().url() == null ? "read, write" : "usage";
        statements.add("grant " + rights + " on stage " + database + "." + STAGE + TO_LOADER);
        return statements;
    }

    /** Steps may share one. */
    private static Map<String, ComputeModel> warehouses(SnowflakeOptions snowflake) {
        Map<String, ComputeModel> warehouses = new LinkedHashMap<>();
        for (ComputeModel compute : List.of(snowflake.load(), snowflake.merge(), snowflake.marts())) {
            warehouses.putIfAbsent(SnowflakeSql.name(compute.warehouse()), compute);
        }
        return warehouses;
    }

    private static String warehouse(String name, ComputeModel compute) {
        return "create warehouse if not exists " + name + "\n    warehouse_size = '"
                + compute.size().name().toUpperCase(Locale.ROOT) + "' generation = '1' auto_suspend = "
                + compute.autoSuspendSeconds()
                + " auto_resume = true initially_suspended = true\n    comment = 'Starbeam: loads, merges or builds marts'";
    }

    private static String stage(StageModel stage) {
        String url = stage.url();
        String integration = stage.integration();
        return "create stage if not exists " + STAGE
                + (url == null ? "" : "\n    url = " + SnowflakeSql.text(url))
                + (integration == null ? "" : " storage_integration = " + SnowflakeSql.name(integration))
                + "\n    file_format = (format_name = '\"QUALITY\".\"STARBEAM_PARQUET\"')"
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
