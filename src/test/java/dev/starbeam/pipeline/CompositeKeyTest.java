package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.star.join.LookupStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dimensions of type 0, 1 and 2 whose members are named by two columns, either of which may be NULL or empty. Members come
 * late; what is published is compared with joins in SQL over the same rows.
 */
class CompositeKeyTest {
    private static final String DECLARATION = """
            pipeline: branches
            sources:
              raw_visits: {location: "${raw}/visits*.csv", read: new_files, csv: {null_text: ["\\\\N"]}}
              raw_branches: {location: "${raw}/branches*.csv", read: new_files, csv: {null_text: ["\\\\N"]}}
            variables: {raw: .}
            staging:
              stg_visits:
                from: raw_visits
                columns: {visit: visit, area: area, branch: to_number(branch), visited_at: to_date(visited_at)}
              stg_branches:
                from: raw_branches
                columns: {region: region, number: to_number(number), name: name, since: to_date(since)}
            dimensions:
              dim_firsts: {from: stg_branches, natural_key: [region, number], latest_by: since, columns: [name], scd: 0}
              dim_branches: {from: stg_branches, natural_key: [region, number], latest_by: since, columns: [name]}
              dim_versions: {from: stg_branches, natural_key: [region, number], latest_by: since, columns: [name], scd: 2}
            facts:
              fact_visits:
                from: stg_visits
                grain: [visit]
                references:
                  first: {dimension: dim_firsts, on: [area, branch]}
                  now: {dimension: dim_branches, on: [area, branch]}
                  then: {dimension: dim_versions, on: [area, branch], as_of: visited_at}
            quality:
              - {check: references, severity: warn}
            """;

    private static final String VISITS = "select f.visit, a.name, b.name, c.name from star.fact_visits f"
            + " join star.dim_firsts a using (first_key) join star.dim_branches b using (branch_key)"
            + " join star.dim_versions c using (version_key) order by f.visit";

    /** A member is known by both columns, NULL being a value like others, unless both are NULL. */
    private static final String SAME =
            "m.region is not distinct from v.area and m.number is not distinct from v.branch and not (v.area is null"
                    + " and v.branch is null)";

    private static final String EXPECTED_VISITS =
            "select v.visit, (select arg_min(m.name, m.since) from members m where "
                    + SAME + "), (select arg_max(m.name, m.since) from members m where " + SAME
                    + "), (select coalesce(arg_max(m.name, m.since) filter (where m.since <= v.visited_at),"
                    + " arg_min(m.name, m.since)) from members m where " + SAME + ") from visits v order by v.visit";

    private static final String KNOWN = "(region is not null or number is not null)";

    private static final String[] REGIONS = {"N", "N1", "", "\\N", "ü"};
    private static final String[] NUMBERS = {"2", "12", "1", "\\N"};

    private final Random random = new Random(11);
    private final List<String> members = new ArrayList<>();
    private final List<String> visits = new ArrayList<>();
    private int batches;

    @TempDir
    Path directory;

    @AutoClose
    private StandInService service;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        service = StandInService.start(directory.resolve("service"));
        shop = new Shop(Files.createDirectories(directory.resolve("shop")));
        shop.file("pipeline.yaml", DECLARATION);
        Files.createDirectories(directory.resolve("shop/marts"));
        shop.file(
                "marts/names.sql",
                "-- materialized: incremental\n-- group_by: name\nselect b.name, count(*) as visits from star.fact_visits f"
                        + " join star.dim_branches b on b.branch_key = f.branch_key group by b.name");
    }

    @Test
    void bothWarehousesHoldWhatSqlFinds() throws Exception {
        for (int batch = 1; batch <= 3; batch++) {
            deliver(batch, 10);
            PipelineRun run = shop.run("--batchId=b" + batch).expecting(0);
            shop.run("--batchId=b" + batch, "--warehouse=" + service.uri(), "--report=" + directory.resolve("r"))
                    .expecting(0);
            try (Connection oracle = oracle()) {
                assertThat(Published.rows(shop.warehouse(), VISITS)).isEqualTo(Published.rows(oracle, EXPECTED_VISITS));
                requireDimensions(oracle);
                requireMart(oracle);
                requireOrphans(oracle, run);
            }
            service.requireSameAs(shop.warehouse());
        }
    }

    /** As with dimensions that not every worker can hold. */
    @Test
    void rowsThatMeetByShuffleGetTheSameKeys() throws Exception {
        deliver(1, 30);
        shop.run().expecting(0);
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=LocalRunner", "--threads=2")
                .create());
        BatchPipeline.assemble(pipeline, shop.batch("shuffled"), LookupStrategy.shuffle());
        pipeline.run().waitUntilFinish();
        assertThat(Published.facts(PipelineRun.warehouse(shop.directory().resolve("shuffled"))))
                .isEqualTo(Published.facts(shop.warehouse()));
    }

    @Test
    void ddlShowsTheColumnsAndSnowflakeTheirKey() throws Exception {
        deliver(1, 3);
        assertThat(shop.ddl("--dialect=duckdb")).contains("\"region\" VARCHAR", "\"number\" BIGINT");
        assertThat(shop.ddl("--dialect=snowflake")).contains("unique (\"REGION\", \"NUMBER\")");
    }

    private void requireDimensions(Connection oracle) throws Exception {
        String known = " from star.%s where %s <> 0 order by all";
        assertThat(Published.rows(
                        shop.warehouse(), "select region, number, name" + known.formatted("dim_firsts", "first_key")))
                .isEqualTo(Published.rows(
                        oracle,
                        "select region, number, arg_min(name, since) from members where " + KNOWN
                                + " group by all order by all"));
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select region, number, name" + known.formatted("dim_branches", "branch_key")))
                .isEqualTo(Published.rows(
                        oracle,
                        "select region, number, arg_max(name, since) from members where " + KNOWN
                                + " group by all order by all"));
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select region, number, _version, name" + known.formatted("dim_versions", "version_key")))
                .isEqualTo(Published.rows(
                        oracle, "select region, number, since, name from members where " + KNOWN + " order by all"));
    }

    private void requireMart(Connection oracle) throws Exception {
        assertThat(Published.rows(shop.warehouse(), "select name, visits from marts.names order by all"))
                .isEqualTo(Published.rows(
                        oracle,
                        "select now, count(*) from (" + EXPECTED_VISITS.replace(" order by v.visit", "")
                                + ") as e(visit, first, now, past) group by all order by all"));
    }

    /** At the gate an orphan is a row of this batch; the audit judges all, by the keys that late members brought. */
    private void requireOrphans(Connection oracle, PipelineRun run) throws Exception {
        String orphans = "select count(*) from visits v where (area is not null or branch is not null) and not exists"
                + " (select 1 from members m where " + SAME + ")";
        long all = Long.parseLong(Published.rows(oracle, orphans).get(0));
        long ofBatch = Long.parseLong(
                Published.rows(oracle, orphans + " and batch = " + batches).get(0));
        assertThat(run.check("fact_visits.references").get("flagged").asLong()).isEqualTo(ofBatch);
        CommandLine audit = CommandLine.run(List.of(
                "audit",
                "--pipeline=" + shop.directory(),
                "--var=raw=" + shop.directory(),
                "--warehouse=duckdb:" + shop.warehouse(),
                "--report=" + directory.resolve("audits")));
        assertThat(audit.out()).contains(all + " of ");
    }

    private void deliver(int batch, int rows) throws Exception {
        batches = batch;
        StringBuilder branches = new StringBuilder("region,number,name,since\n");
        StringBuilder orders = new StringBuilder("visit,area,branch,visited_at\n");
        for (int i = 0; i < rows; i++) {
            int number = batch * 100 + i;
            String key = any(REGIONS) + "," + any(NUMBERS);
            String member = key + ",name" + number + "," + day(number * 7919L);
            branches.append(member).append('\n');
            members.add(member);
            String visit = "v" + number + "," + any(REGIONS) + "," + any(NUMBERS) + "," + day(random.nextInt(3000));
            orders.append(visit).append('\n');
            visits.add(visit + "," + batch);
        }
        shop.file("branches-" + batch + ".csv", branches.toString());
        shop.file("visits-" + batch + ".csv", orders.toString());
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Days of members are all different, so that it is known which is newer. */
    private static String day(long number) {
        return LocalDate.of(2015, 1, 1).plusDays(number % 3000).toString();
    }

    private Connection oracle() throws Exception {
        Connection oracle = DriverManager.getConnection("jdbc:duckdb:");
        table(oracle, "members", "region varchar, number bigint, name varchar, since date", members);
        table(oracle, "visits", "visit varchar, area varchar, branch bigint, visited_at date, batch bigint", visits);
        return oracle;
    }

    private static void table(Connection oracle, String name, String columns, List<String> rows) throws Exception {
        oracle.createStatement().execute("create table " + name + " (" + columns + ")");
        for (String row : rows) {
            String values = ("'" + row.replace(",", "','") + "'").replace("'\\N'", "null");
            oracle.createStatement().execute("insert into " + name + " values (" + values + ")");
        }
    }
}
