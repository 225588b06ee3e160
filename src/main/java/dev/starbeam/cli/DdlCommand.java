package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.ddl.DdlScript;
import dev.starbeam.warehouse.ddl.SeedScript;
import dev.starbeam.warehouse.duckdb.DuckDbDdl;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** {@code starbeam ddl}: prints the script that makes all that a pipeline publishes into. */
final class DdlCommand implements Command {
    private static final Set<String> OPTIONS = Set.of("pipeline", "dialect", "database", "seed");
    private static final String HELP = """
            Usage: starbeam ddl --dialect=snowflake|duckdb [--name=value ...]

            Prints the script of everything a pipeline publishes into: schemas, tables and views with comments and
            constraints and, for Snowflake, warehouses, stage, roles and grants. It creates what is missing and drops
            nothing. DuckDB needs no script: a run makes its tables.

              --dialect=NAME     snowflake or duckdb; required
              --pipeline=DIR     the declared pipeline (pipelines/online_retail)
              --var name=value   sets a variable of pipeline.yaml; may be repeated
              --database=NAME    Snowflake's database (starbeam)
              --seed             prints the rows that a star has before its first batch, instead of its tables: unknown
                                 members, and the days of a calendar with from and to

            """;

    private final PrintStream out;

    DdlCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "ddl";
    }

    @Override
    public String summary() {
        return "print the script of a pipeline's tables";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public ExitCode run(List<String> words) throws UsageException, InvalidPipelineException {
        Words parsed = Words.parseAll(name(), words, OPTIONS);
        String dialect = dialect(parsed);
        PipelineModel model = NamedPipeline.load(parsed);
        DdlDialect sql = dialect(dialect, parsed, model);
        out.print(
                parsed.option("seed").isPresent()
                        ? SeedScript.of(model, CalendarDays.declared(model.dateDimension()), sql)
                        : DdlScript.of(model, CalendarDays.SCHEMA, sql));
        return ExitCode.DONE;
    }

    private static String dialect(Words words) throws UsageException {
        String named = words.option("dialect").orElse("");
        if (!named.equals("snowflake") && !named.equals("duckdb")) {
            throw new UsageException(
                    named.isEmpty()
                            ? "ddl needs --dialect=snowflake or --dialect=duckdb"
                            : "--dialect=" + named + ": expected snowflake or duckdb");
        }
        return named;
    }

    private static DdlDialect dialect(String named, Words words, PipelineModel model) {
        String database = words.option("database").orElse("starbeam");
        return named.equals("snowflake") ? new SnowflakeDdl(database, model.snowflake()) : new DuckDbDdl();
    }
}
