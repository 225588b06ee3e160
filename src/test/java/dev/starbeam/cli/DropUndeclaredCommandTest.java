package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.pipeline.PipelineRun;
import dev.starbeam.pipeline.Published;
import dev.starbeam.pipeline.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published and no longer declared is named, and removed when asked. */
class DropUndeclaredCommandTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNoLongerDeclaredIsNamedShownAndRemoved() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("  dim_places: {from: stg_customers, natural_key: country}\n  dim_date:", "  dim_date:")
                .declaring("country: trim(country)\n      city: trim(country)", "country: trim(country)")
                .declaring("columns: [country, city]}", "columns: [country]}");
        shop.run().expecting(0);
        shop.declaring("  dim_date:", "  dim_places: {from: stg_customers, natural_key: country}\n  dim_date:")
                .declaring("columns: [country]}", "columns: [country, city]}");
        Files.delete(directory.resolve("marts/countries.sql"));
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.command().err())
                .contains("no longer declared", "star.dim_places", "star.dim_customers.city", "marts.countries");

        assertThat(drop(shop)).contains("table star.dim_places: drop table", "Nothing was changed");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.dim_places"))
                .containsExactly("3");
        assertThat(drop(shop, "--yes")).contains("Removed from");
        assertThat(
                        Published.rows(
                                shop.warehouse(),
                                "select table_name from information_schema.tables where table_name in ('dim_places', 'countries')"))
                .isEmpty();
        assertThat(Published.rows(shop.warehouse(), "select * from star.dim_customers limit 1"))
                .hasSize(1);
        assertThat(drop(shop)).contains("is declared");
        assertThat(shop.run().expecting(0).command().err()).doesNotContain("no longer declared");
    }

    @Test
    void whatAnotherPipelinePublishesIsLeftAlone() throws Exception {
        Shop shop = Shop.in(directory.resolve("one"));
        shop.run().expecting(0);
        Shop other = Shop.in(directory.resolve("other")).declaring("pipeline: shop_two", "pipeline: shop");
        Files.delete(other.directory().resolve("marts/sales.sql"));
        Files.delete(other.directory().resolve("marts/countries.sql"));
        other.run("--warehouse=duckdb:" + shop.warehouse()).expecting(0);
        assertThat(drop(other, "--warehouse=duckdb:" + shop.warehouse())).contains("is declared");
    }

    private static String drop(Shop shop, String... words) {
        List<String> all = new ArrayList<>(List.of("drop-undeclared", "--pipeline=" + shop.directory()));
        all.add("--var=raw=" + shop.directory());
        if (List.of(words).stream().noneMatch(word -> word.startsWith("--warehouse"))) {
            all.add("--warehouse=duckdb:" + shop.warehouse());
        }
        all.addAll(List.of(words));
        CommandLine command = CommandLine.run(all);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.out();
    }
}
