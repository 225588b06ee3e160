package dev.starbeam.cli;

/** What {@code starbeam run --help} says. */
final class RunHelp {
    static final String TEXT = """
            Usage: starbeam run [--name=value ...]

            Reads the sources of a declared pipeline, stages and checks them, and publishes a star schema and marts.

              --pipeline=DIR            the declared pipeline (pipelines/online_retail)
              --var name=value          sets a variable of pipeline.yaml; may be repeated
              --warehouse=URI           where to publish (duckdb:out/warehouse.duckdb; for other pipelines
                                        duckdb:out/<pipeline>.duckdb)
              --onQualityFailure=WHAT   fail: a failing error check publishes nothing, exit 1 (default); warn: publish
              --batchId=ID              names the batch; by default derived from the declaration and the input files
              --from=DAY, --to=DAY      only rows of these days, by each staged entity's interval; --to is excluded
              --full-refresh            reads everything, in place of all rows of the star
              --staging=DIR             where files wait to be published (out/staging)
              --report=DIR              where the summary goes (out/report)

            Every other --name=value goes to Apache Beam, e.g. --runner=FlinkRunner.
            The last line printed is the path of the JSON summary.

            Exit codes: 0 published, 1 stopped by the quality gate, 2 wrong usage or configuration, 3 failed.
            """;

    private RunHelp() {}
}
