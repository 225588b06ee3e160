package dev.starbeam.cli;

import dev.starbeam.warehouse.engine.Warehouses;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options of {@code run}, {@code stage} and {@code plan}. */
final class RunOptions {
    private RunOptions() {}

    static CommandSpec of(Command command, String... description) {
        return Options.of(command, description)
                .pipeline()
                .value(
                        "warehouse",
                        "URI",
                        "Where to publish (" + Warehouses.usual("warehouse") + "; for other pipelines "
                                + Warehouses.usual("<pipeline>") + ").")
                .choice(
                        "onQualityFailure",
                        List.of("fail", "warn"),
                        "fail: a failing error check publishes nothing, exit 1 (default); warn: publish.")
                .value("batchId", "ID", "Names the batch; by default derived from the declaration and the input files.")
                .value("from", "DAY", "Only rows from this day on, by each staged entity's interval.")
                .value("to", "DAY", "Only rows before this day.")
                .flag("full-refresh", "Reads everything, in place of all rows of the star.")
                .value("staging", "DIR", "Where files wait to be published (out/staging).")
                .value("report", "DIR", "Where the summary goes (out/report).")
                .flag("shared-files", "Local paths are mounted at the same place on every worker of a cluster.")
                .choice(
                        Waiting.OPTION,
                        List.of("true", "false", "30s"),
                        Waiting.DESCRIPTION,
                        "false: submits the job and ends; what comes of it will be in the summary.")
                .endingWith(
                        "Every other --name=value goes to Apache Beam, e.g. --runner=FlinkRunner.",
                        "The last line printed is the path of the JSON summary, also when the run fails.",
                        "",
                        "Exit codes: 0 published, 1 stopped by the quality gate, 2 wrong usage or configuration, 3"
                                + " failed.");
    }
}
