package dev.starbeam.run;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.source.SourceRange;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.TableSizes;
import dev.starbeam.warehouse.WarehouseTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a run needs to know, settled before it starts; for the launcher: steps take what they use.
 *
 * @param model what is declared
 * @param batchId which batch this is: the same files and declaration give the same id, a table a new one each run
 * @param inputs the ranges to be read, by source
 * @param staging the directory for files on the way, on any Beam file system that every worker reaches
 * @param warehouse where it is published
 * @param publishOnFailure whether a failing error check only warns
 * @param report the directory for the summary
 * @param startedMillis when the run began, epoch milliseconds
 * @param scope how much of the sources the batch is
 */
public record RunPlan(
        PipelineModel model,
        String batchId,
        Map<String, List<SourceRange>> inputs,
        String staging,
        WarehouseTarget warehouse,
        boolean publishOnFailure,
        String report,
        long startedMillis,
        RunScope scope) {
    /** Over all that the sources hold. */
    public RunPlan(
            PipelineModel model,
            String batchId,
            Map<String, List<SourceRange>> inputs,
            String staging,
            WarehouseTarget warehouse,
            boolean publishOnFailure,
            String report,
            long startedMillis) {
        this(model, batchId, inputs, staging, warehouse, publishOnFailure, report, startedMillis, RunScope.WHOLE);
    }

    public RunPlan {
        inputs = new TreeMap<>(inputs);
    }

    /** Where staged rows are parked between passes. */
    public ParkingDirectory parking() {
        return new ParkingDirectory(staging + "/parked");
    }

    /** Where Parquet files wait to be published. */
    public PublishDirectory publishDirectory() {
        return new PublishDirectory(staging + "/publish", warehouse.loadFiles());
    }

    /** The ranges of one source: its files, or its table. */
    public List<SourceRange> rangesOf(String source) {
        return inputs.getOrDefault(source, List.of());
    }

    /** Whether one worker reads all of a table, or some file of a source that can be read from its beginning only. */
    public boolean readsWhole(String source) {
        return rangesOf(source).stream().anyMatch(range -> !range.splittable());
    }

    /** About how many bytes of text the batch reads of one source. */
    public long textBytesOf(String source) {
        return rangesOf(source).stream().mapToLong(SourceRange::textBytes).sum();
    }

    /** How large the tables are that the batch makes of them. */
    public TableSizes sizes() {
        Map<String, Long> bytes = new TreeMap<>();
        model.staging().forEach(entity -> bytes.put(entity.name(), textBytesOf(entity.from())));
        model.dimensions()
                .forEach(dimension -> bytes.put(dimension.name(), textBytesOf(model.sourceOf(dimension.name()))));
        model.facts().forEach(fact -> bytes.put(fact.name(), textBytesOf(model.sourceOf(fact.name()))));
        return new TableSizes(bytes);
    }

    /** A file that is there from when publishing begins. */
    public String publishingMark() {
        return staging + "/publishing";
    }

    /** Whether the tables are in the state that the batch would bring them to, so that nothing is to be read. */
    public boolean isNothingNew() {
        return inputs.isEmpty();
    }

    /** The summary for programs. */
    public String summaryFile() {
        return told() + ".json";
    }

    /** The summary for people. */
    public String screenFile() {
        return told() + ".txt";
    }

    /** What the run that published the batch has told stays as it is. */
    private String told() {
        return report + "/" + batchId + (isNothingNew() ? ".again" : "");
    }
}
