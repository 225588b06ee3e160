package dev.starbeam.pipeline;

import dev.starbeam.claim.ClaimDirectory;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.report.RunSummary.InputFile;
import java.io.Serializable;
import java.util.List;

/**
 * Everything a run needs to know, settled before it starts; it rides inside the graph.
 *
 * @param model what is declared
 * @param batchId which batch this is: the same files and declaration give the same id
 * @param inputs the files to be read
 * @param claims where staged rows are parked between passes
 * @param staging the directory for files to be published, on any Beam file system
 * @param warehouse the warehouse's URI, without secrets
 * @param publishOnFailure whether a failing error check only warns
 * @param report the directory for the summary
 * @param startedMillis when the run began, epoch milliseconds
 */
public record RunPlan(
        PipelineModel model,
        String batchId,
        List<InputFile> inputs,
        ClaimDirectory claims,
        String staging,
        String warehouse,
        boolean publishOnFailure,
        String report,
        long startedMillis)
        implements Serializable {

    /** The deterministic name of a file to be published. */
    public String stagedFile(String name) {
        return staging + "/" + name;
    }
}
