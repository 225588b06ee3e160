package dev.starbeam.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Those that run, each with all it writes in its working directory. */
final class Contenders {
    private static final String DATABASE = "warehouse.duckdb";

    private Contenders() {}

    /** The product, by its own launcher and with the flags that it chooses itself. */
    static Contender starbeam(String... words) {
        return new Contender("Starbeam", work -> {
            List<String> command = new ArrayList<>(List.of("./starbeam", "run"));
            command.addAll(List.of(words));
            command.add("--warehouse=duckdb:" + work.resolve(DATABASE));
            command.add("--staging=" + work.resolve("staging").toAbsolutePath());
            command.add("--report=" + work.resolve("report"));
            return command;
        });
    }

    /** Customer analytics over the files of a directory. */
    static Contender analytics(Path raw) {
        return starbeam("--pipeline=" + Declarations.ANALYTICS, "--var", "raw=" + raw);
    }

    /** The same over the files that no batch has read. */
    static Contender analyticsOfNewFiles(Path raw, Path home) {
        return starbeam("--pipeline=" + Declarations.readingNewFiles(home), "--var", "raw=" + raw);
    }

    /** The same without any check. */
    static Contender analyticsUnchecked(Path raw, Path home) {
        return starbeam("--pipeline=" + Declarations.withoutChecks(home), "--var", "raw=" + raw);
    }

    /** The same over one gzip file of orders. */
    static Contender analyticsOfGzip(Path raw, Path home) {
        return starbeam("--pipeline=" + Declarations.readingGzip(home), "--var", "raw=" + raw);
    }

    /**
     * Up to the gate, which a check that can't pass closes: everything but the warehouse and the marts, the files of facts
     * written.
     */
    static Contender gated(Path raw, Path home) {
        return starbeam("--pipeline=" + Declarations.withClosedGate(home), "--var", "raw=" + raw)
                .ending(1);
    }

    /** One process, two threads, into a database file: the named baseline. */
    static Contender duckDb(Path raw, String orders) {
        return new Contender(
                "DuckDB SQL", work -> java("-Xmx256m", DuckDbBaseline.class, raw.toString(), database(work), orders));
    }

    /** The orders path alone, in Beam rows, into text files. */
    static Contender beamRow(Path raw) {
        return new Contender(
                "Beam Row",
                work -> java(
                        "-Xmx8g",
                        dev.starbeam.bench.row.OrdersInRows.class,
                        raw.toString(),
                        work + "/rows",
                        "--runner=DirectRunner",
                        "--enforceImmutability=false",
                        "--enforceEncodability=false",
                        "--targetParallelism=2"));
    }

    /** All marts of customer analytics made whole, in a database that has the star. */
    static Contender rebuiltMarts() {
        return new Contender(
                "DuckDB, all marts whole",
                work -> java(
                        "-Xmx256m",
                        MartsRebuild.class,
                        database(work),
                        work.resolve("report").toString()));
    }

    /** The window query over versions and observations. */
    static Contender windowQuery(long versions, long observations, long members) {
        return new Contender(
                "DuckDB's window query",
                work -> java(
                        "-Xmx256m",
                        WindowQuery.class,
                        work.resolve("report").toString(),
                        Long.toString(versions),
                        Long.toString(observations),
                        Long.toString(members)));
    }

    static String database(Path work) {
        return work.resolve(DATABASE).toString();
    }

    private static List<String> java(String heap, Class<?> main, String... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(words));
        return command;
    }
}
