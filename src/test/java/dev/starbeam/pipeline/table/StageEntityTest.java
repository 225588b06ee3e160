package dev.starbeam.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.spill.ParkedRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read apart, with rows of every kind, staged as one entity; the oracle keeps the newest row in a map. */
class StageEntityTest {
    private static final int ROWS = 400;

    /** So much that two files are read apart. */
    private static final String NOTE = "n".repeat(12_000);

    @TempDir
    Path directory;

    private final Map<String, Version> newest = new TreeMap<>();
    private final Map<String, Long> went = new TreeMap<>();

    @Test
    void theNewestRowOfEachKeyIsKeptAndEveryRowIsAccountedFor() throws Exception {
        RunPlan plan = shop().batch("staged");
        List<String> kept = newest.entrySet().stream()
                .map(row -> row.getKey() + " | " + row.getValue().quantity())
                .toList();
        List<RowCounts> counted = List.of(read(), evaluated());
        RowCounts deduplicated = RowCounts.filtering(
                "stg_orders.deduplicate", went("ACCEPTED"), kept.size(), "superseded", went("ACCEPTED") - kept.size());
        List<List<String>> reasons = List.of("INVALID_VALUE", "REQUIRED_COLUMN_NULL", "TOO_MANY_FIELDS").stream()
                .map(reason -> List.of(reason, String.valueOf(went(reason))))
                .toList();
        DirectRun.of(pipeline -> {
            PCollectionTuple staged = StagedShop.stage(pipeline, plan, "stg_orders");
            PAssert.that(staged.get(BatchParts.ROWS)).satisfies(shards -> {
                assertThat(shards).hasSize(2);
                assertThat(ParkedRows.lines(shards, List.of("order_id", "quantity")))
                        .containsExactlyInAnyOrderElementsOf(kept);
                return null;
            });
            PAssert.that(staged.get(BatchParts.ROW_COUNTS)).satisfies(counts -> {
                assertThat(StagedShop.byStage(counts)).isEqualTo(counted);
                return null;
            });
            PAssert.that(staged.get(BatchParts.MORE_ROW_COUNTS)).satisfies(counts -> {
                assertThat(StagedShop.byStage(counts)).containsExactly(deduplicated);
                return null;
            });
            PAssert.that(staged.get(BatchParts.REJECT_FILES)).satisfies(files -> {
                assertThat(StagedShop.query(
                                StagedShop.rejects(files), "select reason, count(*) from rows group by 1 order by 1"))
                        .isEqualTo(reasons);
                return null;
            });
        });
    }

    private RowCounts read() {
        long odd = went("TOO_MANY_FIELDS");
        return new RowCounts("raw_orders", ROWS, ROWS - odd, Map.of("TOO_MANY_FIELDS", odd), Map.of(), 0, Map.of());
    }

    private RowCounts evaluated() {
        return new RowCounts(
                "stg_orders",
                ROWS - went("TOO_MANY_FIELDS"),
                went("ACCEPTED"),
                Map.of("INVALID_VALUE", went("INVALID_VALUE"), "REQUIRED_COLUMN_NULL", went("REQUIRED_COLUMN_NULL")),
                Map.of("positive", went("POSITIVE")),
                0,
                Map.of());
    }

    private long went(String where) {
        return went.get(where);
    }

    private Shop shop() throws Exception {
        return Shop.in(directory)
                .declaring("quantity: to_number(quantity)", "quantity: try_to_number(quantity)")
                .declaring(
                        "required: [order_id]\n    filters: {positive: quantity > 0}\n"
                                + "    deduplicate: {keys: [order_id], latest_by: ordered_at}",
                        "required: [order_id]")
                .file("orders.csv", rows(0))
                .file("orders-2.csv", rows(ROWS / 2));
    }

    /** Half of the rows, each of a minute of its own, in no order of time. */
    private String rows(int first) {
        Random random = new Random(first);
        StringBuilder rows = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at,note\n");
        for (int row = first; row < first + ROWS / 2; row++) {
            int minute = row * 173 % ROWS;
            String id = "o" + random.nextInt(90);
            int quantity = random.nextInt(7);
            String where = where(random.nextInt(12), quantity);
            went.merge(where, 1L, Long::sum);
            if (where.equals("ACCEPTED")) {
                newest.merge(id, new Version(minute, quantity), Version::newer);
            }
            rows.append(where.equals("REQUIRED_COLUMN_NULL") ? "" : id).append(",a,");
            rows.append(where.equals("INVALID_VALUE") ? "many" : quantity).append(",1.00,2024-01-02 ");
            rows.append("%02d:%02d:00,".formatted(minute / 60, minute % 60)).append(NOTE);
            rows.append(where.equals("TOO_MANY_FIELDS") ? ",more\n" : "\n");
        }
        return rows.toString();
    }

    private static String where(int kind, int quantity) {
        return switch (kind) {
            case 0 -> "TOO_MANY_FIELDS";
            case 1 -> "REQUIRED_COLUMN_NULL";
            case 2 -> "INVALID_VALUE";
            default -> quantity == 0 ? "POSITIVE" : "ACCEPTED";
        };
    }

    private record Version(int minute, int quantity) {
        Version newer(Version other) {
            return other.minute > minute ? other : this;
        }
    }
}
