package dev.starbeam.pipeline;

import dev.starbeam.claim.ClaimDirectory;
import dev.starbeam.ingest.SourceFile;
import dev.starbeam.model.PipelineModel;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a run needs to know, settled before it starts; it rides inside the graph.
 *
 * @param model what is declared
 * @param batchId which batch this is: the same files and declaration give the same id
 * @param inputs the files to be read, by source
 * @param staging the directory for files on the way, on any Beam file system that every worker reaches
 * @param warehouse the warehouse's URI, without secrets
 * @param publishOnFailure whether a failing error check only warns
 * @param report the directory for the summary
 * @param startedMillis when the run began, epoch milliseconds
 */
public record RunPlan(
        PipelineModel model,
        String batchId,
        Map<String, List<SourceFile>> inputs,
        String staging,
        String warehouse,
        boolean publishOnFailure,
        String report,
        long startedMillis)
        implements Serializable {

    public RunPlan {
        inputs = new TreeMap<>(inputs);
    }

    /** Where staged rows are parked between passes. */
    public ClaimDirectory claims() {
        return new ClaimDirectory(staging + "/claims");
    }

    /** Where Parquet files wait to be published. */
    public String publishDirectory() {
        return staging + "/publish";
    }

    /** The files of one source. */
    public List<SourceFile> filesOf(String source) {
        return inputs.getOrDefault(source, List.of());
    }

    /** The size of one source's files as stored. */
    public long bytesOf(String source) {
        return filesOf(source).stream().mapToLong(SourceFile::size).sum();
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
