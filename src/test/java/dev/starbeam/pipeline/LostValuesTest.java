package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that conversions lose, and rows that are rejected, are told with their place. */
class LostValuesTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    @TempDir
    Path directory;

    @Test
    void valuesThatAreLostWarnByColumnWithAnExample() throws Exception {
        PipelineRun run =
                Shop.in(directory).file("orders.csv", HEADER + """
                        1,a,2,1.50,2024-01-02 10:00:00
                        2,b,0.4,"12,50",20240103
                        3,a,1,,2024-01-03T23:30:00-05:00
                        """).run().expecting(0);

        assertThat(run.out())
                .contains(
                        "warn  stg_orders.max_unparsable(quantity): 1 of 3 values (33.33%): 1 were rounded, such as '0.4'"
                                + " (orders.csv, line 3)",
                        "stg_orders.max_unparsable(unit_price): 1 of 2 values (50%): 1 could not be read, such as '12,50'"
                                + " (orders.csv, line 3)",
                        "1 were digits, read as seconds since 1970, such as '20240103' (orders.csv, line 3)",
                        "try_to_date(x, 'YYYYMMDD')");
        JsonNode check = run.check("stg_orders.max_unparsable(ordered_at)");
        assertThat(check.get("status").asText()).isEqualTo("warn");
        assertThat(check.get("flagged").asLong()).isEqualTo(1);
        assertThat(run.stage("stg_orders").get("notes").toString())
                .contains(
                        "\"rounded.quantity\":1",
                        "\"read_as_seconds.ordered_at\":1",
                        "\"converted_to_utc.ordered_at\":1");
    }

    /** Conversions may be written in facts and dimensions, too. */
    @Test
    void valuesThatAFactOrADimensionLosesAreJudgedLikeStagedOnes() throws Exception {
        Shop shop = Shop.in(directory)
                .file("orders.csv", HEADER + "1,a,2,x,2024-01-02 10:00:00\n2,b,2,2.5,2024-01-02 10:00:00\n")
                .file("customers.csv", "customer_id,country\na,12\nb,n/a\n")
                .declaring(
                        "unit_price: unit_price",
                        "unit_price: try_to_decimal(unit_price, 12, 2)\n      total_amount: quantity * unit_price")
                .declaring(
                        "columns: {order_id: order_id, pieces: \"try_to_number(unit_price)\", unit_price:"
                                + " \"try_to_decimal(unit_price, 12, 2)\", customer_id: customer_id, ordered_at: ordered_at}\n"
                                + "    max_unparsable: {pieces: {max_share: 0.9, severity: error}}\n"
                                + "    grain: [order_id]",
                        "grain: [order_id]")
                .declaring("columns: {country: country, code: try_to_number(country)}", "columns: [country]")
                .withMart("country");
        PipelineRun stopped = shop.run().expecting(1);
        assertThat(stopped.out())
                .contains(
                        "warn  fact_orders.max_unparsable(unit_price): 1 of 2 values (50%): 1 could not be read, such as 'x'"
                                + " (orders.csv, line 2)",
                        "fail  fact_orders.max_unparsable(pieces): 2 of 2 values (100%): 1 could not be read, such as 'x'"
                                + " (orders.csv, line 2); 1 were rounded, such as '2.5' (orders.csv, line 3)",
                        "warn  dim_customers.max_unparsable(code): 1 of 2 values (50%): 1 could not be read, such as 'n/a'"
                                + " (customers.csv, line 3)");
        assertThat(stopped.stage("fact_orders").get("notes").toString()).contains("\"rounded.pieces\":1");
        assertThat(stopped.stage("dim_customers").get("notes").toString()).contains("\"unparsable.code\":1");
    }

    @Test
    void aDeclaredLimitOfOneColumnMayCloseTheGate() throws Exception {
        Shop shop = Shop.in(directory)
                .file("orders.csv", HEADER + "1,a,two,1.50,2024-01-02 10:00:00\n2,a,2,x,2024-01-02 10:00:00\n")
                .declaring(
                        "required: [order_id]\n    max_unparsable: {quantity: {max_share: 0.4, severity: error},"
                                + " unit_price: 0.5}",
                        "required: [order_id]");
        PipelineRun stopped = shop.run().expecting(1);
        assertThat(stopped.check("stg_orders.max_unparsable(quantity)")
                        .get("status")
                        .asText())
                .isEqualTo("fail");
        assertThat(stopped.check("stg_orders.max_unparsable(unit_price)")
                        .get("status")
                        .asText())
                .isEqualTo("pass");
        assertThat(stopped.out()).contains("max_unparsable: no value lost in 1 column");
    }

    /** As where a column holds dates in two formats. */
    @Test
    void whatAnotherConversionReadsIsNotLost() throws Exception {
        PipelineRun run = Shop.in(directory)
                .declaring(
                        "ordered_at: coalesce(try_to_timestamp_ntz(ordered_at, 'YYYY-MM-DD'),"
                                + " try_to_timestamp_ntz(ordered_at, 'DD.MM.YYYY'))",
                        "ordered_at: try_to_timestamp_ntz(ordered_at)")
                .file("orders.csv", HEADER + "1,a,2,1.50,02.01.2024\n2,a,2,1.50,2024-01-02\n3,a,2,1.50,never\n")
                .run()
                .expecting(0);
        assertThat(run.out())
                .contains("max_unparsable(ordered_at): 1 of 3 values (33.33%): 1 could not be read, such as 'never'"
                        + " (orders.csv, line 4)");
    }

    @Test
    void aValueOfWhichMuchIsLostCountsOnce() throws Exception {
        PipelineRun run = Shop.in(directory)
                .declaring(
                        "quantity: try_to_number(quantity) + try_to_number(unit_price)",
                        "quantity: try_to_number(quantity)")
                .file("orders.csv", HEADER + "1,a,0.4,1.60,2024-01-02 10:00:00\n2,a,1,2.00,2024-01-02 10:00:00\n")
                .run()
                .expecting(0);
        assertThat(run.out()).contains("max_unparsable(quantity): 1 of 2 values (50%): 1 were rounded, such as '0.4'");
    }

    @Test
    void theScreenNamesTheThreeMostFrequentReasonsUnderTheirStage() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("required: [order_id, quantity, ordered_at]", "required: [order_id]")
                .file("orders.csv", HEADER + """
                        1,a,2,1.50,2024-01-02 10:00:00
                        2,a,two,1.50,2024-01-02 10:00:00
                        3,a,three,1.50,2024-01-02 10:00:00
                        "4","of
                        two lines",4,1.50,30.02.2024
                        """);
        PipelineRun stopped = shop.run().expecting(1);
        assertThat(stopped.out())
                .contains(
                        "      2 required_column_null in quantity: required column quantity is NULL; the source's quantity is"
                                + " 'two' (orders.csv, line 3)",
                        "      1 required_column_null in ordered_at: required column ordered_at is NULL; the source's"
                                + " ordered_at is '30.02.2024' (orders.csv, line 5)");
        JsonNode fault = stopped.stage("stg_orders").get("faults").get(1);
        assertThat(fault.get("column").asText()).isEqualTo("quantity");
        assertThat(fault.get("line").asLong()).isEqualTo(3);
    }

    @Test
    void linesOfPackedFilesAreThoseOfTheirContent() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "1,a,2,1.50,2024-01-02 10:00:00\n2,a\n").getBytes(StandardCharsets.UTF_8));
        }
        PipelineRun stopped = Shop.in(directory)
                .declaring("${raw}/orders*.csv.gz", "${raw}/orders*.csv")
                .file("orders.csv.gz", packed.toByteArray())
                .run()
                .expecting(1);
        assertThat(stopped.out()).contains("too_few_fields", "(orders.csv.gz, line 3)");
    }
}
