package dev.starbeam.warehouse.snowflake.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeDdlTest {
    private final SnowflakeDdl ddl =
            new SnowflakeDdl("starbeam", dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fact_orders | \"FACT_ORDERS\"",
                "order       | \"ORDER\"",
                "Kunde       | \"KUNDE\"",
                "naïve       | \"naïve\"",
                "a\"; drop table x; -- | \"a\"\"; drop table x; --\"",
            })
    void namesStayNames(String name, String written) {
        assertThat(ddl.identifier(name)).isEqualTo(written);
    }

    @Test
    void whatNoNameCanBeIsRefused() {
        for (String name : List.of("", "a\0b", "x".repeat(256))) {
            assertThatThrownBy(() -> ddl.identifier(name)).isInstanceOf(WarehouseException.class);
        }
    }

    @Test
    void textsStayTexts() {
        assertThat(ddl.text("it's 5\\6")).isEqualTo("'it''s 5\\\\6'");
    }

    @Test
    void everyTypeHasRoomForItsValues() {
        assertThat(List.of(
                        ColumnType.TEXT,
                        ColumnType.BIGINT,
                        ColumnType.decimal(12, 3),
                        ColumnType.DOUBLE,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.BOOLEAN))
                .map(ddl::type)
                .containsExactly(
                        "varchar", "number(19, 0)", "number(12, 3)", "float", "date", "timestamp_ntz(6)", "boolean");
    }

    @Test
    void provenKeysMayBeReliedOnAndNoGrainIsAPrimaryKey() {
        TableSpec members =
                table("dim_customers", List.of("customer_id"), "customer_key", ColumnSpec.natural("customer_key", ""));
        TableSpec lines = table(
                "fact_orders",
                List.of("order_id", "line"),
                null,
                ColumnSpec.reference("customer_key", members, "Refers to a customer."));
        assertThat(ddl.constraints(members))
                .containsExactly(
                        "check (\"CUSTOMER_KEY\" >= 0)",
                        "primary key (\"CUSTOMER_KEY\") not enforced rely",
                        "unique (\"CUSTOMER_ID\") not enforced rely");
        assertThat(ddl.constraints(lines))
                .containsExactly(
                        "check (\"CUSTOMER_KEY\" >= 0)",
                        "unique (\"ORDER_ID\", \"LINE\") not enforced rely",
                        "foreign key (\"CUSTOMER_KEY\") references \"STAR\".\"DIM_CUSTOMERS\" (\"CUSTOMER_KEY\")"
                                + " not enforced norely");
    }

    @Test
    void aTableWhoseRowsAreAddedToHasNoKey() {
        assertThat(ddl.constraints(table("fact_clicks", List.of(), null, ColumnSpec.natural("customer_key", ""))))
                .containsExactly("check (\"CUSTOMER_KEY\" >= 0)");
    }

    @Test
    void eachPartIsDoneByTheRoleMadeForIt() {
        SnowflakeOptions usual = SnowflakeOptions.DEFAULT;
        List<String> script = new SnowflakeDdl(
                        "shop",
                        new SnowflakeOptions(
                                usual.load(),
                                usual.merge(),
                                usual.marts(),
                                null,
                                new SnowflakeOptions.MonitorModel(100, 80, 100),
                                new SnowflakeOptions.StageModel("s3://bucket/starbeam/", "s3_starbeam", 7),
                                usual.clusterBy()))
                .platform(Set.of("star", "quality", "marts"));
        assertThat(roleOf(script, "create resource monitor")).isEqualTo("accountadmin");
        assertThat(roleOf(script, "grant usage on integration \"S3_STARBEAM\" to role sysadmin"))
                .isEqualTo("accountadmin");
        assertThat(roleOf(script, "create warehouse")).isEqualTo("sysadmin");
        assertThat(roleOf(script, "create schema if not exists \"MARTS\"")).isEqualTo("sysadmin");
        assertThat(roleOf(script, "create stage")).isEqualTo("sysadmin");
        assertThat(roleOf(script, "alter warehouse \"STARBEAM_LOAD\" set resource_monitor"))
                .isEqualTo("accountadmin");
        assertThat(script.stream().filter(sql -> sql.contains("create role"))).hasSize(3);
        assertThat(script)
                .as("READ and WRITE are for stages that Snowflake keeps")
                .contains("grant usage on stage \"SHOP\".\"QUALITY\".\"STARBEAM_STAGE\" to role \"STARBEAM_LOADER\"")
                .contains("grant create dynamic table on schema \"SHOP\".\"MARTS\" to role \"STARBEAM_LOADER\"");
        assertThat(script.get(script.size() - 1)).isEqualTo("use database \"SHOP\"");
        assertThat(script.get(script.size() - 2)).endsWith("use role \"STARBEAM_LOADER\"");
    }

    /** Which role runs the one statement that begins so. */
    private static String roleOf(List<String> script, String begin) {
        String role = "";
        for (String sql : script) {
            if (sql.startsWith("use role ")) {
                role = sql.substring("use role ".length());
            } else if (sql.startsWith(begin)) {
                return role;
            }
        }
        return "";
    }

    @Test
    void aReaderMayWriteNothing() {
        assertThat(ddl.grants())
                .filteredOn(grant -> grant.contains("to role \"STARBEAM_READER\""))
                .isNotEmpty()
                .allMatch(grant -> grant.matches("(?s).*grant (usage|select) .*"));
    }

    private static TableSpec table(String name, List<String> key, String surrogate, ColumnSpec column) {
        return new TableSpec("star", name, List.of(column), key, surrogate, null, Materialization.TABLE, "");
    }
}
