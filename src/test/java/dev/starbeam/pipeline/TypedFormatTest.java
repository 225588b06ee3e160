package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.ingest.Formats;
import dev.starbeam.ingest.Sources;
import dev.starbeam.ingest.readings.ReadingsFormat;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.loading.yaml.Mistake;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.source.Committed;
import dev.starbeam.source.FileFormat;
import dev.starbeam.source.Source;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A binary format with types of its own, from its declaration to the published table. */
class TypedFormatTest {
    /** The line in the registry. */
    private static final Sources SOURCES =
            new Sources(Stream.<FileFormat>concat(Formats.BUILT_IN.stream(), Stream.of(new ReadingsFormat()))
                    .toList());

    private static final String READINGS = """
            pipeline: meters
            sources:
              raw_readings: {location: "%s/*.bin", format: readings, readings: {scale: 3}, raw: {land: true}}
            staging:
              stg_readings:
                from: raw_readings
                columns:
                  meter: meter
                  twice: amount * 2
                  taken_on: cast(taken_at as date)
            facts:
              fact_readings: {from: stg_readings, grain: [meter, taken_on]}
            """;

    @TempDir
    Path directory;

    @Test
    void typesReachExpressionsTablesAndLandings() throws Exception {
        Files.write(directory.resolve("a.bin"), readings(1, 150));
        Files.write(directory.resolve("b.bin"), Zstd.compress(readings(200, 50)));
        PipelineModel model = load(READINGS.formatted(directory));
        assertThat(model.staged("stg_readings").schema().field("twice").type().kind())
                .isEqualTo(ColumnType.Kind.DECIMAL);
        Path warehouse = run(model);
        assertThat(Published.rows(
                        warehouse,
                        "select count(*), sum(twice), min(taken_on), typeof(any_value(twice)) from star.fact_readings"))
                .containsExactly("199|%s|2024-01-01|DECIMAL(13,3)".formatted(twiceTheAmounts()));
        assertThat(Published.rows(
                        warehouse, "select amount, taken_at, _source_offset from raw.raw_readings where meter = 3"))
                .containsExactly("0.003|2024-01-01 00:00:00.0|48");
        assertThat(Published.rows(
                        warehouse, "select reason, column_name, raw is null, source_offset from quality.rejected_rows"))
                .containsExactly("INVALID_VALUE|meter|true|0");
    }

    @Test
    void rangesHoldEveryRecordOnce() throws Exception {
        Files.write(directory.resolve("a.bin"), readings(1, 150));
        Source source = SOURCES.of(load(READINGS.formatted(directory)).source("raw_readings"));
        SourceRange whole = source.plan(Committed.NOTHING).found().get(0);
        List<SourceRange> ranges = source.split(whole, 500);
        assertThat(ranges).hasSize(8).allMatch(range -> range.start() % 24 == 0);
        assertThat(ranges.stream().mapToLong(SourceRange::size).sum()).isEqualTo(whole.size());
        assertThat(source.isTyped()).isTrue();
        assertThat(source.batchSchema().names()).doesNotContain("_raw");
    }

    @Test
    void whatDoesNotFitTheTypesOrTheFormatIsAMistake() throws Exception {
        Files.write(directory.resolve("a.bin"), readings(1, 1));
        String yaml = READINGS.formatted(directory);
        assertThat(mistakes(yaml.replace("amount * 2", "trim(taken_at)"))).anyMatch(text -> text.contains("trim"));
        assertThat(mistakes(yaml.replace("{scale: 3}", "{scael: 3}")))
                .containsExactly(
                        "unknown key \"scael\" in readings of raw_readings; expected scale; did you mean \"scale\"?");
        assertThat(mistakes(yaml.replace("format: readings", "format: csv")))
                .contains("\"readings\" is for another format, and the format of source raw_readings is csv; leave it"
                        + " out");
        assertThat(mistakes(yaml.replace("format: readings", "format: reading")))
                .contains("format \"reading\" is unknown; expected one of csv, readings; did you mean \"readings\"?");
    }

    /** As they are made, but for the first of {@link #readings(int, int)}, which has no number. */
    private static String twiceTheAmounts() {
        long thousandths = 0;
        for (int i = 1; i < 250; i++) {
            thousandths += i >= 2 && (i <= 150 || i >= 200) ? 2L * i : 0;
        }
        return java.math.BigDecimal.valueOf(thousandths, 3).toPlainString();
    }

    private static byte[] readings(int first, int count) {
        ByteBuffer records = ByteBuffer.allocate(24 * count);
        for (int i = first; i < first + count; i++) {
            records.putLong(i == 1 ? 0 : i).putLong(i).putLong(1_704_067_200_000_000L);
        }
        return records.array();
    }

    private PipelineModel load(String yaml) throws IOException, InvalidPipelineException {
        Path file = Files.writeString(directory.resolve("pipeline.yaml"), yaml);
        return PipelineLoader.load(file, Map.of(), name -> null, SOURCES, Declaration.LANGUAGE);
    }

    private List<String> mistakes(String yaml) {
        InvalidPipelineException invalid = catchThrowableOfType(InvalidPipelineException.class, () -> load(yaml));
        return invalid.mistakes().stream().map(Mistake::message).toList();
    }

    private Path run(PipelineModel model) throws IOException {
        Path warehouse = PipelineRun.warehouse(directory);
        RunPlan plan = new RunPlan(
                model,
                "batch",
                RunPlanner.inputs(model, SOURCES, Committed.NOTHING).wanted(),
                directory.resolve("staging").toString(),
                Warehouses.target("duckdb:" + warehouse),
                true,
                directory.resolve("report").toString(),
                0);
        Pipeline pipeline = Pipeline.create(
                PipelineOptionsFactory.fromArgs("--targetParallelism=2").create());
        BatchPipeline.assemble(pipeline, plan, SOURCES, LookupStrategy.broadcast());
        pipeline.run().waitUntilFinish();
        return warehouse;
    }
}
