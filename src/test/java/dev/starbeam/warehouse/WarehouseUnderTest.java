package dev.starbeam.warehouse;

import dev.starbeam.model.MartModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A warehouse that a contract is about, and how the contract looks at it. */
public interface WarehouseUnderTest {
    /** Opens the warehouse, which keeps its contents between two calls. */
    Warehouse open();

    /** A connection to look at the contents; to be closed. */
    Connection look() throws SQLException;

    /** What is published. */
    StarFixture star();

    default PublishReceipt publish(PublishRequest request) {
        try (Warehouse warehouse = open()) {
            return warehouse.publish(request);
        }
    }

    default MartsReceipt build(String batchId, List<MartModel> marts) {
        try (Warehouse warehouse = open()) {
            return warehouse.buildMarts(batchId, marts);
        }
    }

    /** Tables with rows in them. */
    default Map<String, List<List<String>>> published() throws SQLException {
        Map<String, List<List<String>>> tables = contents();
        tables.values().removeIf(List::isEmpty);
        return tables;
    }

    default Map<String, List<List<String>>> contents() throws SQLException {
        try (Connection duck = look()) {
            return Contents.of(duck);
        }
    }

    default List<List<String>> rows(String sql) throws Exception {
        try (Connection duck = look()) {
            return Contents.query(duck, sql);
        }
    }

    default List<String> row(String... cells) {
        return List.of(cells);
    }
}
