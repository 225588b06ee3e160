package dev.starbeam.run;

import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.spill.ClaimDirectory;
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
 * @param inputs the files to be read, by source
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
        Map<String, List<SourceFile>> inputs,
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
            Map<String, List<SourceFile>> inputs,
            String staging,
            WarehouseTarget warehouse,
            boolean publishOnFailure,
            String report,
            long startedMillis) {
        this(model, batchId, inputs, staging, warehouse, publishOnFailure, report, startedMillis, RunScope.WHOLE);
    }

    private static final int TEXT_TO_GZIP = 8;
    private static final long TABLE_BYTES = 1L << 30;
    private static final long PARTITION_BYTES = 192L << 20;
    private static final long ROW_PARTITION_BYTES = 48L << 20;
    private static final int MOST_PARTITIONS = 1024;

    public RunPlan {
        inputs = new TreeMap<>(inputs);
    }

    /** Where staged rows are parked between passes. */
    public ClaimDirectory claims() {
        return new ClaimDirectory(staging + "/claims");
    }

    /** Where Parquet files wait to be published. */
    public PublishDirectory publishDirectory() {
        return new PublishDirectory(staging + "/publish", warehouse.loadFiles());
    }

    /** The files of one source. */
    public List<SourceFile> filesOf(String source) {
        return inputs.getOrDefault(source, List.of());
    }

    /** Whether one worker reads all of a table, or some file of a source that can be read from its beginning only. */
    public boolean readsWhole(String source) {
        CsvFormat csv = model.source(source).csv();
        return model.source(source).jdbc() != null || filesOf(source).stream().anyMatch(file -> file.isCompressed(csv));
    }

    /**
     * About how many bytes of text one source holds; compressed files are taken to hold eight times their size. A table
     * does not say, and is taken to be too large for a worker's memory.
     */
    public long textBytesOf(String source) {
        if (model.source(source).jdbc() != null) {
            return TABLE_BYTES;
        }
        CsvFormat csv = model.source(source).csv();
        return filesOf(source).stream()
                .mapToLong(file -> file.isCompressed(csv) ? file.size() * TEXT_TO_GZIP : file.size())
                .sum();
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
