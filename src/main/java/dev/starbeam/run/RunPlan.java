package dev.starbeam.run;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.source.SourceRange;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.warehouse.WarehouseTarget;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a run needs to know, settled before it starts; it rides inside the graph.
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
        RunScope scope)
        implements Serializable {
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

    private static final long PARTITION_BYTES = 192L << 20;
    private static final long ROW_PARTITION_BYTES = 48L << 20;
    private static final int MOST_PARTITIONS = 1024;

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

    /**
     * Over how many partitions the keys of one source's rows are spread where they meet: few for little data, since each
     * costs every runner some milliseconds, and so many for much that one fits a worker. Carries no meaning.
     */
    public int keyPartitionsOf(String source) {
        return partitions(textBytesOf(source), PARTITION_BYTES);
    }

    /** The same where whole rows meet, of which fewer fit a worker. */
    public int rowPartitionsOf(String source) {
        return partitions(textBytesOf(source), ROW_PARTITION_BYTES);
    }

    private static int partitions(long bytes, long bytesAPartition) {
        long partitions = bytes < PARTITION_BYTES / 8 ? 1 : Math.max(2, bytes / bytesAPartition);
        return (int) Math.min(partitions, MOST_PARTITIONS);
    }

    /** A file that is there from when publishing begins. */
    public String publishingMark() {
        return staging + "/publishing";
    }

    /** The summary for programs. */
    public String summaryFile() {
        return report + "/" + batchId + ".json";
    }

    /** The summary for people. */
    public String screenFile() {
        return report + "/" + batchId + ".txt";
    }
}
