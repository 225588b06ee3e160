package dev.starbeam.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Commands whose time is mostly start-up. */
final class ShortCommands {
    private static final int CONFIGURATION_ERROR = 2;

    private ShortCommands() {}

    static void measure(int repeat) throws IOException, InterruptedException {
        // The first call may build.
        ChildProcess.run(List.of("./starbeam", "--help"), 0);
        ResultTable.line("");
        ResultTable.line("| command | wall s | CPU s | peak MB |");
        ResultTable.line("|---|---:|---:|---:|");
        time(repeat, 0, "--help");
        time(repeat, CONFIGURATION_ERROR, "run", "--pipeline=pipelines/no_such_pipeline");
        time(repeat, 0, "run", "--pipeline=pipelines/online_retail", "--warehouse=duckdb:target/bench/retail.duckdb");
    }

    private static void time(int repeat, int expected, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./starbeam"));
        command.addAll(List.of(words));
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(ChildProcess.run(command, expected));
        }
        Measured median = Measured.median(runs);
        ResultTable.line("| %s | %.2f | %.2f | %,.0f |"
                .formatted(String.join(" ", words), median.wall(), median.cpu(), median.peak() / (double) (1 << 20)));
    }
}
