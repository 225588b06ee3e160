package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the rows that a former declaration has made, whatever the warehouse. */
public interface FormerRowsContract extends WarehouseUnderTest {
    @Test
    default void rowsThatAFileNoLongerMakesAreWithdrawn() throws Exception {
        publish(read("b1", "a", List.of("O1|1|9.50|11|20", "O2|1|1.00|12|20"), "9/m#crc"));
        publish(read("b2", "b", List.of("O1|1|9.50|11|21"), "9/m#crc"));
        assertThat(rows("select order_id, version, _batch_id from star.fact_orders"))
                .containsExactly(row("O1", "21", "b2"));
    }

    /** As when a time that was read as local is now read as UTC. */
    @Test
    default void aRowWhoseVersionIsDeclaredToBeLessIsStillThere() throws Exception {
        publish(read("b1", "a", List.of("O1|1|9.50|11|20"), "9/m#crc"));
        publish(read("b2", "b", List.of("O1|1|9.75|11|19"), "9/m#crc"));
        assertThat(rows("select order_id, amount, version, _batch_id from star.fact_orders"))
                .containsExactly(row("O1", "9.75", "19", "b2"));
    }

    @Test
    default void anOlderRowOfAnotherContentStaysOlder() throws Exception {
        publish(read("b1", "a", List.of("O1|1|9.50|11|20"), "9/m#crc"));
        publish(read("b2", "b", List.of("O1|1|9.75|11|19"), "9/m#other"));
        assertThat(rows("select order_id, version, _batch_id from star.fact_orders"))
                .containsExactly(row("O1", "20", "b1"));
    }

    private PublishRequest read(String id, String declaration, List<String> orders, String version) throws IOException {
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.add(4, ColumnSpec.optional("version", ColumnType.BIGINT, ""));
        TableSpec o = StarFixture.ORDERS;
        TableSpec versioned = new TableSpec(
                "star",
                o.name(),
                columns,
                o.key(),
                null,
                o.batchColumn(),
                new Merging.Facts("version", false, List.of()),
                Materialization.TABLE,
                "");
        List<String> lines =
                orders.stream().map(order -> order + "|data/orders.csv|7").toList();
        PublishRequest made = star().request(id, List.of(star().stage(versioned, id, lines)));
        RunRecord run =
                new RunRecord("shop", id, declaration.repeat(64), StarFixture.NOW, "passed", 1, 1, 0, 0, 0, "1");
        return new PublishRequest(
                run,
                made.tables(),
                List.of(),
                List.of(new SourceFileRecord("raw", "data/orders.csv", 9, version, null, false)));
    }
}
