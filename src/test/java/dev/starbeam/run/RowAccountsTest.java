package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.limit.DeclaredLimits;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowAccountsTest {
    private static final RowCounts ORDERS = RowCounts.filtering("raw_orders", 10, 10, "x", 0);
    private static final RowCounts CUSTOMERS = RowCounts.filtering("raw_customers", 3, 3, "x", 0);
    private static final RowCounts STAGED_ORDERS =
            new RowCounts("stg_orders", 10, 8, Map.of("INVALID_VALUE", 1L), Map.of("test", 1L), 0, Map.of());
    private static final RowCounts STAGED_CUSTOMERS = RowCounts.filtering("stg_customers", 3, 3, "x", 0);
    private static final RowCounts MEMBERS = RowCounts.filtering("dim_customers", 3, 2, "older", 1);
    private static final RowCounts FACTS =
            new RowCounts("fact_orders", 8, 7, Map.of(), Map.of(), 1, Map.of("orphans.customer_key", 2L));
    private static final List<LoadFile> FILES = List.of(
            new LoadFile("fact_orders", "a", 4, 1),
            new LoadFile("fact_orders", "b", 3, 1),
            new LoadFile("dim_customers", "c", 2, 1));

    @TempDir
    Path directory;

    private PipelineModel model;

    @BeforeEach
    void declare() throws Exception {
        model = model(Shop.in(directory).declaring("on_orphan: fail", "on_orphan: unknown_member"));
    }

    @Test
    void booksThatBalancePass() {
        accounts(List.of()).requireBalance(FILES);
    }

    @Test
    void aLostOrDoubledRowIsNamedWithItsStage() {
        refuses("stg_orders does not balance", FILES, RowCounts.filtering("stg_orders", 0, 1, "x", 0));
        refuses("raw_orders delivered 11 rows, 10 staged", FILES, RowCounts.filtering("raw_orders", 1, 1, "x", 0));
        refuses("fact_orders read 9 of 8 rows", FILES, RowCounts.filtering("fact_orders", 1, 1, "x", 0));
        refuses(
                "fact_orders accepted 7 rows, its files hold 6",
                List.of(new LoadFile("fact_orders", "a", 6, 1), new LoadFile("dim_customers", "c", 2, 1)));
        refuses("dim_customers accepted 2 rows, its files hold 0", List.of(new LoadFile("fact_orders", "a", 7, 1)));
    }

    @Test
    void countsOfNoStageIsADefect() {
        assertThatThrownBy(() -> accounts(List.of(RowCounts.empty("stg_unknown"))))
                .hasMessageContaining("unknown stages [stg_unknown]");
    }

    @Test
    void orphansFailTheGateWhereTheyAreDeclaredTo() throws Exception {
        List<CheckResult> failing = DeclaredLimits.judge(model, accounts(List.of())::stage);
        assertThat(failing).hasSize(1);
        assertThat(failing.get(0).status()).isEqualTo(CheckStatus.FAIL);
        assertThat(failing.get(0).flaggedRows()).isEqualTo(2);
        assertThat(failing.get(0).remedies()).hasSize(1);

        List<RowCounts> without = rowCounts(List.of());
        without.set(without.indexOf(FACTS), new RowCounts("fact_orders", 8, 7, Map.of(), Map.of(), 1, Map.of()));
        assertThat(DeclaredLimits.judge(model, RowAccounts.of(model, without)::stage))
                .extracting(CheckResult::status)
                .containsExactly(CheckStatus.PASS);

        PipelineModel tolerant = model(Shop.in(directory.resolve("other")));
        assertThat(DeclaredLimits.judge(tolerant, RowAccounts.of(tolerant, rowCounts(List.of()))::stage))
                .isEmpty();
    }

    private void refuses(String message, List<LoadFile> files, RowCounts... more) {
        assertThatThrownBy(() -> accounts(List.of(more)).requireBalance(files))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rows are not accounted for: " + message);
    }

    private RowAccounts accounts(List<RowCounts> more) {
        return RowAccounts.of(model, rowCounts(more));
    }

    private static List<RowCounts> rowCounts(List<RowCounts> more) {
        List<RowCounts> all =
                new ArrayList<>(List.of(ORDERS, CUSTOMERS, STAGED_ORDERS, STAGED_CUSTOMERS, MEMBERS, FACTS));
        all.addAll(more);
        return all;
    }

    private static PipelineModel model(Shop shop) throws Exception {
        return PipelineLoader.load(
                shop.directory(),
                Map.of("raw", shop.directory().toString()),
                System::getenv,
                CommandLine.sources(),
                Declaration.LANGUAGE);
    }
}
