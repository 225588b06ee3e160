package dev.starbeam.warehouse.toy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.WarehouseProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new warehouse is one folder and one line that names its provider; every command knows it then. */
class ToyWarehouseTest {
    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        shop = Shop.in(directory.resolve("shop"));
    }

    @Test
    void withoutItsLineNoCommandKnowsIt() throws Exception {
        CommandLine run = CommandLine.run(words("run"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("warehouse \"toy:…\" is none that is known; supported: duckdb:PATH")
                .doesNotContain("toy:PATH");
        CommandLine ddl = CommandLine.run(List.of("ddl", "--dialect=toy", "--pipeline=" + shop.directory()));
        assertThat(ddl.exitCode()).isEqualTo(2);
        assertThat(ddl.err()).contains("--dialect=toy: expected duckdb or snowflake");
        shop.declaring("toy: {budget: 5}\nsources:\n  raw_orders", "sources:\n  raw_orders");
        assertThat(CommandLine.run(List.of("plan", "--pipeline=" + shop.directory()))
                        .err())
                .contains("unknown key \"toy\" in the pipeline");
    }

    @Test
    void withItsLineARunPublishesAndAnAuditReads() throws Exception {
        CommandLine run = registered(words("run"));
        assertThat(run.err() + run.out()).contains("Published to toy:" + warehouse());
        assertThat(run.exitCode()).isZero();
        assertThat(Contents.query(warehouse(), "select count(*) from star.fact_orders"))
                .isEqualTo(List.of(List.of("4")));
        CommandLine audit = registered(List.of(
                "audit",
                "--pipeline=" + shop.directory(),
                "--warehouse=toy:" + warehouse(),
                "--report=" + directory.resolve("report")));
        assertThat(audit.exitCode()).isZero();
    }

    @Test
    void withItsLineItsScriptsArePrinted() throws Exception {
        List<String> ddl = List.of("ddl", "--dialect=toy", "--pipeline=" + shop.directory());
        assertThat(registered(ddl).out()).isEqualTo("-- shop needs no tables\n");
    }

    @Test
    void withItsLineItsOptionsAreReadAndCheckedByItself() throws Exception {
        shop.declaring("toy: {budget: 5}\nsources:\n  raw_orders", "sources:\n  raw_orders");
        CommandLine run = registered(words("run"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("estimated to take 7.0000 marbles, and the budget is 5; nothing was begun. Raise toy.budget");
        assertThat(registered(words("plan")).out()).contains("costs about 7.0000 marbles", "the budget is 5");
        shop.declaring("toy: {budget: 50}", "toy: {budget: 5}");
        assertThat(registered(words("run")).err()).contains("pipeline.yaml:").contains("expected marbles");
    }

    @Test
    void whatNobodyForesawInPublishingIsNoWrongUsage() throws Exception {
        List<String> stage = new ArrayList<>(words("stage"));
        stage.set(2, "--warehouse=toy:" + directory.resolve(ToyProvider.BROKEN));
        CommandLine staged = registered(stage);
        assertThat(staged.exitCode()).as(staged.err()).isZero();
        String record = staged.out().lines().reduce((first, last) -> last).orElseThrow();
        CommandLine published = registered(List.of(
                "publish",
                "--pipeline=" + shop.directory(),
                "--record=" + record,
                "--report=" + directory.resolve("report")));
        assertThat(published.exitCode()).isEqualTo(3);
        assertThat(published.err())
                .contains(
                        "is published as a whole or not at all: ",
                        "it has lost a wheel",
                        "publish the same record again");
    }

    private List<String> words(String command) {
        return List.of(
                command,
                "--pipeline=" + shop.directory(),
                "--warehouse=toy:" + warehouse(),
                "--staging=" + directory.resolve("staging"),
                "--report=" + directory.resolve("report"));
    }

    private Path warehouse() {
        return directory.resolve("toys.duckdb");
    }

    private CommandLine registered(List<String> words) throws Exception {
        Path line = directory.resolve("registry/META-INF/services/" + WarehouseProvider.class.getName());
        Files.createDirectories(line.getParent());
        Files.writeString(line, ToyProvider.class.getName());
        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        URL registry = directory.resolve("registry").toUri().toURL();
        try (URLClassLoader more = new URLClassLoader(new URL[] {registry}, usual)) {
            Thread.currentThread().setContextClassLoader(more);
            return CommandLine.run(words);
        } finally {
            Thread.currentThread().setContextClassLoader(usual);
        }
    }
}
