package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import dev.starbeam.cli.CommandLine;
import dev.starbeam.cli.WarehouseComparison;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.pipeline.BatchPipeline;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.run.batch.StateFile;
import dev.starbeam.source.Committed;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over many files and several partitions of keys, every table has the same cells and every quality state the same bytes:
 * on Flink with one, two and four workers, and on the DirectRunner, as on the local runner.
 */
class SameStatesTest {
    /** So many that the keys of orders meet in two partitions. */
    private static final String ORDERS = "200000";

    @TempDir
    static Path directory;

    private static Run expected;

    @BeforeAll
    static void runLocally() throws Exception {
        DataGenerator.write(GenerateSettings.parse(
                Map.of("orders", ORDERS, "dirt", "heavy", "seed", "3", "files", "8", "out", raw().toString())));
        expected = run("local", "--runner=LocalRunner");
    }

    /** In turn; all with {@code -Dstarbeam.full=true}. */
    static List<String> runners() {
        return Sample.of(
                List.of(
                        "--runner=FlinkRunner --parallelism=1",
                        "--runner=FlinkRunner --parallelism=2",
                        "--runner=FlinkRunner --parallelism=4",
                        "--runner=DirectRunner --enforceImmutability=false --enforceEncodability=false"),
                4);
    }

    @ParameterizedTest
    @MethodSource("runners")
    void tablesAndStatesAreTheSameBitForBit(String words) throws Exception {
        Run actual = run(words.replaceAll("\\W+", "-"), words.split(" "));

        assertThat(actual.states()).hasSize(3).isEqualTo(expected.states());
        try (WarehouseComparison comparison = WarehouseComparison.of(expected.warehouse(), actual.warehouse())) {
            assertThat(comparison.rows("star.fact_orders")).isGreaterThan(150_000);
            comparison.requireSame();
        }
    }

    /** The graph alone, so that its files on the way stay to be looked at. */
    private static Run run(String name, String... words) throws Exception {
        Path home = Files.createDirectories(directory.resolve(name));
        Path warehouse = home.resolve("warehouse.duckdb");
        PipelineModel model = PipelineLoader.load(
                Path.of("pipelines/customer_analytics"),
                Map.of("raw", raw().toString()),
                System::getenv,
                CommandLine.sources(),
                Declaration.LANGUAGE);
        RunPlan plan = new RunPlan(
                model,
                "b1",
                RunPlanner.inputs(model, Sources.builtIn(), Committed.NOTHING).wanted(),
                home.resolve("staging").toString(),
                Warehouses.target("duckdb:" + warehouse),
                true,
                home.resolve("report").toString(),
                0);
        Pipeline pipeline =
                Pipeline.create(PipelineOptionsFactory.fromArgs(words).create());
        BatchPipeline.assemble(pipeline, plan, LookupStrategy.DEFAULT);
        pipeline.run().waitUntilFinish();
        return new Run(warehouse, states(plan.staging()));
    }

    /** The statistics that each table was judged by: their number of bytes and a checksum. */
    private static Map<String, String> states(String staging) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (BatchRecord.CheckedTable table : record(staging).tables()) {
            StateFile stored = table.statistics();
            assertThat(stored.read().toString()).as(table.table()).isNotEqualTo("[]");
            states.put(table.table(), stored.bytes() + " bytes, " + stored.sha256());
        }
        return states;
    }

    /** Whichever attempt has stored it. */
    private static BatchRecord record(String staging) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(staging))) {
            return RecordFile.read(files.map(Path::toString)
                    .filter(file -> file.matches(".*/batch[^/]*\\.json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static Path raw() throws IOException {
        return Files.createDirectories(directory.resolve("raw"));
    }

    private record Run(Path warehouse, Map<String, String> states) {}
}
