package dev.starbeam.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.pipeline.Published;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunScope;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dimension of files in which members come more than once, without a key, and from countries that nobody knows. */
class BuildMembersTest {
    private static final String CUSTOMERS = """
            customer_id,country,since
            a,FR,2024-01-01
            b,GB,2024-01-01
            a,GB,2024-03-01
            ,FR,2024-01-01
            c,XX,2024-01-01
            a,FR,2024-02-01
            """;

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void declare() throws Exception {
        shop = Shop.in(directory)
                .declaring(
                        "raw_customers: {location: \"${raw}/customers.csv\"}\n"
                                + "  raw_countries: {location: \"${raw}/countries.csv\"}",
                        "raw_customers: {location: \"${raw}/customers.csv\"}")
                .declaring("""
                        country: trim(country)
                              since: try_to_date(since)
                          stg_countries: {from: raw_countries, columns: {country: country, name: name}}""", "country: trim(country)")
                .declaring("""
                        {from: stg_customers, natural_key: customer_id, latest_by: since, columns: {country: name}, \
                        max_rejected: 0.2, lookups: {stg_countries: {on: country, columns: [name], on_unmatched: reject}}}""", "{from: stg_customers, natural_key: customer_id, columns: [country]}")
                .file("countries.csv", "country,name\nFR,France\nGB,United Kingdom\n")
                .file("customers.csv", CUSTOMERS);
    }

    @Test
    void theLatestRowOfEachKeyIsAMemberAndEveryRowIsAccountedFor() throws Exception {
        RunPlan plan = shop.batch("whole");
        DirectRun.of(pipeline -> {
            PCollectionTuple built = build(pipeline, plan);
            for (var tag : List.of(BatchParts.ROWS, BuildMembers.KNOWN)) {
                PAssert.that(built.get(tag)).satisfies(members -> {
                    assertThat(ParkedRows.lines(members, List.of("customer_id", "country")))
                            .containsExactlyInAnyOrder("a | United Kingdom", "b | United Kingdom");
                    return null;
                });
            }
            PAssert.that(built.get(BatchParts.ROW_COUNTS)).satisfies(counts -> {
                assertThat(StagedShop.byStage(counts))
                        .containsExactly(new RowCounts(
                                "dim_customers",
                                6,
                                2,
                                Map.of("LOOKUP_UNMATCHED", 1L),
                                Map.of("superseded", 2L, "unknown_member", 1L),
                                0,
                                Map.of("unmatched.stg_countries", 1L)));
                return null;
            });
            PAssert.that(built.get(BatchParts.REJECT_FILES)).satisfies(files -> {
                assertThat(StagedShop.query(StagedShop.rejects(files), "select stage, reason, column_name from rows"))
                        .containsExactly(List.of("dim_customers", "LOOKUP_UNMATCHED", "country"));
                return null;
            });
        });
    }

    /** A part of the sources brings one member; facts may refer to those that an earlier batch has published, too. */
    @Test
    void aPartOfTheSourcesKnowsThePublishedMembersBesideItsOwn() throws Exception {
        shop.run().expecting(0);
        List<String> known =
                new ArrayList<>(Published.rows(shop.warehouse(), "select customer_key from star.dim_customers"));
        assertThat(known).hasSize(3).contains("0");
        shop.file("customers.csv", "customer_id,country,since\nd,FR,2024-05-01\n");
        RunPlan plan = partOfTheSources(shop.batch("part"));
        DirectRun.of(pipeline -> {
            PCollectionTuple built = build(pipeline, plan);
            PAssert.that(built.get(BatchParts.ROWS)).satisfies(members -> {
                assertThat(ParkedRows.lines(members, List.of("customer_id"))).containsExactly("d");
                return null;
            });
            PAssert.that(built.get(BuildMembers.KNOWN)).satisfies(members -> {
                assertThat(ParkedRows.lines(members, List.of("customer_key")))
                        .hasSize(4)
                        .containsAll(known)
                        .doesNotHaveDuplicates();
                return null;
            });
        });
    }

    private static PCollectionTuple build(Pipeline pipeline, RunPlan plan) {
        StagedShop staged = StagedShop.in(pipeline, plan);
        return staged.entities()
                .get("stg_customers")
                .shards()
                .apply(BuildMembers.of(
                        plan.model().dimension("dim_customers"),
                        staged.entities(),
                        staged.joins(LookupStrategy.DEFAULT),
                        plan));
    }

    private RunPlan partOfTheSources(RunPlan plan) {
        return new RunPlan(
                plan.model(),
                plan.batchId(),
                plan.inputs(),
                plan.staging(),
                Warehouses.target("duckdb:" + shop.warehouse()),
                plan.publishOnFailure(),
                plan.report(),
                plan.startedMillis(),
                RunScope.NEW_FILES);
    }
}
