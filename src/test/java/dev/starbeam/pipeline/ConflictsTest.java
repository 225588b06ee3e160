package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of one key and one version that differ are told; the many versions of a change feed are no fault. */
class ConflictsTest {
    private static final String CUSTOMERS = "dim_customers.conflicts";
    private static final String ORDERS = "fact_orders.conflicts";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void declare() throws Exception {
        shop = Shop.in(directory)
                .withVersions()
                .declaring(
                        "- {check: conflicts, table: dim_customers}\n  - {check: conflicts}",
                        "- {check: unique, severity: warn}");
    }

    @Test
    void manyVersionsOfOneKeyAreNoConflictAndNorAreEqualRows() throws Exception {
        PipelineRun run = shop.file(
                        "customers.csv",
                        Shop.VERSIONED_CUSTOMERS
                                + "a,France,2024-01-01\na,Spain,2024-02-01\na,Spain,2024-02-01\nb,Chile,2024-01-01\n")
                .file("orders.csv", Shop.VERSIONED_ORDERS + """
                        1,a,2,1.50,2024-01-02 10:00:00,2024-01-02 10:00:00,
                        1,a,3,1.50,2024-01-02 10:00:00,2024-01-03 10:00:00,
                        1,a,3,1.50,2024-01-02 10:00:00,2024-01-03 10:00:00,
                        """)
                .run()
                .expecting(0);
        assertThat(run.check(CUSTOMERS).get("status").asText()).isEqualTo("pass");
        assertThat(run.check(CUSTOMERS).get("judged").asInt()).isEqualTo(4);
        assertThat(run.check(ORDERS).get("status").asText()).isEqualTo("pass");
        assertThat(run.check(ORDERS).get("judged").asInt()).isEqualTo(3);
    }

    /** Deduplication and the choice of members come first, and hide them. */
    @Test
    void rowsThatDifferCloseTheGateWithExamples() throws Exception {
        PipelineRun stopped = shop.file(
                        "customers.csv",
                        Shop.VERSIONED_CUSTOMERS
                                + "a,France,2024-01-01\na,Spain,2024-01-01\nb,Chile,2024-01-01\n,Peru,2024-01-01\n,Cuba,2024-01-01\n")
                .file("orders.csv", Shop.VERSIONED_ORDERS + """
                        1,a,2,1.50,2024-01-02 10:00:00,2024-01-02 10:00:00,
                        1,a,3,1.50,2024-01-02 10:00:00,2024-01-02 10:00:00,
                        1,a,4,1.50,2024-01-02 10:00:00,2024-01-09 10:00:00,
                        """)
                .run()
                .expecting(1);
        assertThat(stopped.out())
                .contains(
                        "fail  dim_customers.conflicts: 2 of 3 rows (66.67%) flagged",
                        "for example customer_id = a, since = 2024-01-01 (customers.csv, byte 26); customer_id = a,"
                                + " since = 2024-01-01 (customers.csv, byte 46)",
                        "fail  fact_orders.conflicts: 2 of 3 rows (66.67%) flagged");
        PipelineRun overruled = shop.run("--onQualityFailure=warn").expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select check_id, status, rows_flagged from quality.check_results where check_id like '%.conflicts'"
                                + " order by 1"))
                .containsExactly("dim_customers.conflicts|fail|2", "fact_orders.conflicts|fail|2");
        assertThat(overruled.check(ORDERS).get("status").asText()).isEqualTo("fail");
    }

    /** What is published has one row a key, so that nothing is left to be compared. */
    @Test
    void anAuditJudgesNone() throws Exception {
        shop.run().expecting(0);
        CommandLine audit = CommandLine.run(List.of(
                "audit",
                "--pipeline=" + directory,
                "--var",
                "raw=" + directory,
                "--warehouse=duckdb:" + shop.warehouse(),
                "--report=" + directory.resolve("report")));
        assertThat(audit.exitCode()).as(audit.err()).isZero();
        assertThat(audit.out()).containsPattern("not_judged +0 +0 +dim_customers.conflicts");
    }
}
