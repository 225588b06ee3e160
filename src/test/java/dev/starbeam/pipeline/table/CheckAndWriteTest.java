package dev.starbeam.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.SourceRange;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.star.fact.JoinFact;
import dev.starbeam.star.fact.JoinedFact;
import dev.starbeam.star.fact.Members;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders of which some have a negative price, one a price beyond all others, two the same number: what is written, what
 * is set aside, and what is told of it.
 */
class CheckAndWriteTest {
    private static final int ORDERS = 200;
    private static final int NEGATIVE = 10;
    private static final int OUTLIER = 55;
    private static final String ID = "regexp_extract(\"row\", '\"order_id\":\"([^\"]*)\"', 1)";

    @TempDir
    Path directory;

    @Test
    void factRowsAreFlaggedWrittenAndAccountedFor() throws Exception {
        RunPlan plan = shop().batch("fact");
        DirectRun.of(pipeline -> {
            JoinedFact joined = join(StagedShop.in(pipeline, plan));
            PCollectionTuple written = joined.shards()
                    .apply(CheckAndWrite.rows(plan.model().facts().get(0), joined.inputs(), plan));
            requireFiles(written, plan);
            requireFigures(written);
            PAssert.that(written.get(BatchParts.SPANS)).satisfies(spans -> {
                assertThat(StreamSupport.stream(spans.spliterator(), false)
                                .reduce(CalendarSpan.NONE, CalendarSpan::plus))
                        .isEqualTo(new CalendarSpan(
                                LocalDate.of(2024, 1, 1).toEpochDay(),
                                LocalDate.of(2024, 1, 28).toEpochDay()));
                return null;
            });
            PAssert.thatSingleton(written.get(BatchParts.STATES)).satisfies(state -> {
                assertThat(state.bytes()).isPositive();
                return null;
            });
        });
    }

    private static void requireFiles(PCollectionTuple written, RunPlan plan) {
        List<List<String>> published = new ArrayList<>();
        List<List<String>> flagged = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            if (isNegative(order)) {
                flagged.add(List.of(id(order), "fact_orders.non_negative(unit_price)", "quarantine"));
            } else {
                published.add(List.of(id(order)));
            }
        }
        flagged.addAll(Collections.nCopies(2, List.of("77", "fact_orders.unique(order_id)", "keep")));
        flagged.add(List.of(id(OUTLIER), "fact_orders.zscore(total_amount by customer_id)", "keep"));
        List<String> sources =
                plan.rangesOf("raw_orders").stream().map(SourceRange::path).toList();
        PAssert.that(written.get(BatchParts.FILES)).satisfies(files -> {
            assertThat(StagedShop.query(uris(files, "fact_orders"), "select order_id from rows"))
                    .containsExactlyInAnyOrderElementsOf(published);
            assertThat(StagedShop.query(
                            uris(files, "quarantined_rows"), "select " + ID + ", check_id, \"action\" from rows"))
                    .containsExactlyInAnyOrderElementsOf(flagged);
            assertThat(files)
                    .allSatisfy(file ->
                            assertThat(file.holds()).extracting(RowRange::file).isEqualTo(sources));
            return null;
        });
    }

    private static void requireFigures(PCollectionTuple written) {
        PAssert.that(written.get(BatchParts.ROW_COUNTS)).satisfies(counts -> {
            assertThat(StagedShop.byStage(counts))
                    .containsExactly(new RowCounts(
                            "fact_orders", ORDERS, ORDERS - NEGATIVE, Map.of(), Map.of(), NEGATIVE, Map.of()));
            return null;
        });
        PAssert.that(written.get(BatchParts.FLAGS)).satisfies(flags -> {
            FailureCountState all = merged(flags);
            assertThat(all.quarantinedRows()).isEqualTo(NEGATIVE);
            assertThat(all.of("fact_orders.non_negative(unit_price)"))
                    .isEqualTo(new FailureCountState.Counts(ORDERS, NEGATIVE, NEGATIVE));
            assertThat(all.of("fact_orders.unique(order_id)")).isEqualTo(new FailureCountState.Counts(ORDERS, 2, 0));
            return null;
        });
    }

    @Test
    void membersAreFlaggedAndAllWritten() throws Exception {
        RunPlan plan = shop().batch("members");
        DirectRun.of(pipeline -> {
            PCollectionTuple written = members(StagedShop.in(pipeline, plan))
                    .apply(CheckAndWrite.members(plan.model().dimension("dim_customers"), plan));
            PAssert.that(written.get(BatchParts.FILES)).satisfies(files -> {
                assertThat(StagedShop.query(uris(files, "dim_customers"), "select customer_id, country from rows"))
                        .containsExactlyInAnyOrder(List.of("a", "France"), List.of("b", "United Kingdom"));
                assertThat(StagedShop.query(uris(files, "quarantined_rows"), "select observed, \"action\" from rows"))
                        .containsExactly(List.of("country = France", "keep"));
                return null;
            });
            PAssert.that(written.get(BatchParts.FLAGS)).satisfies(flags -> {
                assertThat(merged(flags).byCheck())
                        .isEqualTo(Map.of(
                                "dim_customers.accepted_values(country)", new FailureCountState.Counts(2, 1, 0)));
                return null;
            });
            PAssert.that(written.get(BatchParts.ROW_COUNTS)).empty();
        });
    }

    private static JoinedFact join(StagedShop staged) {
        return staged.entities()
                .get("stg_orders")
                .shards()
                .apply(JoinFact.of(
                        staged.plan().model().facts().get(0),
                        staged.plan().model().dateDimension(),
                        staged.entities(),
                        Map.of("dim_customers", new Members(members(staged), "customer_key", List.of("customer_id"))),
                        staged.joins(LookupStrategy.DEFAULT)));
    }

    private static PCollection<ParkedShard> members(StagedShop staged) {
        return staged.entities()
                .get("stg_customers")
                .shards()
                .apply(BuildMembers.of(
                        staged.plan().model().dimension("dim_customers"),
                        staged.entities(),
                        staged.joins(LookupStrategy.DEFAULT),
                        staged.plan()))
                .get(BatchParts.ROWS);
    }

    private static List<String> uris(Iterable<LoadFile> files, String table) {
        return StreamSupport.stream(files.spliterator(), false)
                .filter(file -> file.table().equals(table))
                .map(LoadFile::uri)
                .toList();
    }

    private static FailureCountState merged(Iterable<KV<String, FailureCountState>> flags) {
        FailureCountState all = new FailureCountState();
        flags.forEach(part -> all.merge(part.getValue()));
        return all;
    }

    private Shop shop() throws IOException {
        return Shop.in(directory)
                .declaring("""
                        column: unit_price, severity: warn, on_failure: quarantine}
                          - {check: zscore, column: total_amount, by: customer_id, threshold: 3, severity: warn}
                          - check: accepted_values
                            table: dim_customers
                            column: country
                            values: [United Kingdom]
                            severity: warn
                        """, "column: unit_price, severity: error}\n")
                .file("orders.csv", orders(0))
                .file("orders-2.csv", orders(ORDERS / 2));
    }

    private static String orders(int first) {
        StringBuilder rows = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        for (int order = first; order < first + ORDERS / 2; order++) {
            rows.append(id(order)).append(order % 2 == 0 ? ",a,1," : ",b,1,");
            rows.append(isNegative(order) ? "-" : "").append(order == OUTLIER ? "9000.00" : "1.00");
            rows.append(",2024-01-").append("%02d".formatted(1 + order % 28)).append('\n');
        }
        return rows.toString();
    }

    private static boolean isNegative(int order) {
        return order % 20 == 7;
    }

    /** Two orders share a number. */
    private static String id(int order) {
        return String.valueOf(order == 78 ? 77 : order);
    }
}
