package dev.starbeam.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who does the work. */
enum Contender {
    /** One process, two threads, into a database file: what the others are compared with. */
    DUCKDB("DuckDB SQL") {
        @Override
        List<String> command(Path raw, Path work) {
            return java("-Xmx256m", DuckDbBaseline.class.getName(), raw.toString(), work + "/duckdb.duckdb");
        }
    },
    /** The product, by its own launcher and with the flags that it chooses itself. */
    STARBEAM("Starbeam") {
        @Override
        List<String> command(Path raw, Path work) {
            return List.of(
                    "./starbeam",
                    "run",
                    "--pipeline=pipelines/customer_analytics",
                    "--var",
                    "raw=" + raw,
                    "--warehouse=duckdb:" + work + "/starbeam.duckdb",
                    "--report=" + work + "/report");
        }
    },
    /**
     * The product up to the gate, which a check that can't pass closes: everything but the warehouse and the marts, its
     * files of facts written. This is the work that Beam rows are compared with.
     */
    GATED("Starbeam to the gate") {
        @Override
        List<String> command(Path raw, Path work) {
            return List.of(
                    "./starbeam",
                    "run",
                    "--pipeline=" + ClosedGate.pipeline(work),
                    "--var",
                    "raw=" + raw.toAbsolutePath(),
                    "--warehouse=duckdb:" + work + "/gated.duckdb",
                    "--staging=" + work.toAbsolutePath() + "/staging",
                    "--report=" + work + "/report");
        }

        @Override
        int expectedCode() {
            return 1;
        }
    },
    /** The orders path alone, in Beam rows, into text files. */
    ROW("Beam Row") {
        @Override
        List<String> command(Path raw, Path work) {
            return java(
                    "-Xmx8g",
                    "dev.starbeam.bench.row.OrdersInRows",
                    raw.toString(),
                    work + "/rows",
                    "--runner=DirectRunner",
                    "--enforceImmutability=false",
                    "--enforceEncodability=false",
                    "--targetParallelism=2");
        }
    };

    final String title;

    Contender(String title) {
        this.title = title;
    }

    /** What to run; {@code work} is an empty directory. */
    abstract List<String> command(Path raw, Path work);

    /** What the process has to end with. */
    int expectedCode() {
        return 0;
    }

    private static List<String> java(String heap, String... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }
}
