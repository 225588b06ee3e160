package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The batches that {@code --record} names.
 *
 * @param model the declaration that made them
 * @param records in the order given
 */
record RecordedBatches(PipelineModel model, List<BatchRecord> records) {
    /** The options of the commands that take records. */
    static CommandSpec spec(Command command, String footer, String... description) {
        return Options.of(command, description)
                .pipeline()
                .records()
                .value("warehouse", "URI", "Where to publish (as the record says).")
                .choice(
                        "onQualityFailure",
                        List.of("fail", "warn"),
                        "fail: a failing error check closes the gate, exit 1 (default); warn: it stays open.")
                .value("report", "DIR", "Where the summary goes (out/report).")
                .value(Waiting.OPTION, "TIME", Waiting.DESCRIPTION)
                .endingWith(footer, "", "Exit codes: 0 done, 1 stopped by the quality gate, 2 wrong usage, 3 failed.");
    }

    /** @throws dev.starbeam.run.batch.InvalidBatchRecordException when one can't be used */
    static RecordedBatches of(Words words, String command)
            throws UsageException, InvalidPipelineException, IOException {
        if (words.records().isEmpty()) {
            throw new UsageException(command + " needs --record=URI, which starbeam stage prints");
        }
        BeamOptions beam = BeamOptions.of(words);
        List<BatchRecord> records = new ArrayList<>();
        PipelineModel model = NamedPipeline.load(words, beam);
        for (String uri : words.records()) {
            beam.awaitFileSystemOf(uri);
            BatchRecord record = RecordFile.read(uri);
            record.planned().requireMadeBy(model);
            records.add(record);
        }
        settings(words, model, records);
        beam.awaitFileSystemOf(report(words));
        return new RecordedBatches(model, records);
    }

    /** Where they are published. */
    PublishSettings settings(Words words) throws UsageException {
        return settings(words, model, records);
    }

    private static PublishSettings settings(Words words, PipelineModel model, List<BatchRecord> records)
            throws UsageException {
        Set<String> staged =
                records.stream().map(record -> record.planned().warehouse()).collect(Collectors.toSet());
        if (words.option("warehouse").isEmpty() && staged.size() > 1) {
            throw new UsageException("these batches were staged for several warehouses; publish those of one at a time,"
                    + " or name one with --warehouse");
        }
        WarehouseTarget target = Waiting.of(
                words,
                Warehouses.target(words.option("warehouse")
                        .orElseGet(() -> staged.iterator().next())));
        return new PublishSettings(model, target, PlannedRun.warnOnly(words), report(words));
    }

    static String report(Words words) {
        return PlannedRun.absolute(
                PlannedRun.withoutSlash(words.option("report").orElse("out/report")));
    }
}
