package dev.starbeam.run.batch;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunScope;
import dev.starbeam.source.SourceRange;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a batch before a row is read. Holds no secret.
 *
 * @param pipeline the pipeline's name
 * @param batchId identifies the batch
 * @param fingerprint of the declaration that it is made by
 * @param warehouse the URI of where it is to be published
 * @param staging the directory of its files on the way
 * @param startedMillis when the run began, epoch milliseconds
 * @param scope how much of the sources it is
 * @param ranges what it reads, by source
 */
public record PlannedBatch(
        String pipeline,
        String batchId,
        String fingerprint,
        String warehouse,
        String staging,
        long startedMillis,
        RunScope scope,
        Map<String, List<SourceRange>> ranges)
        implements Serializable {
    public PlannedBatch {
        Map<String, List<SourceRange>> sorted = new TreeMap<>();
        ranges.forEach((source, some) -> sorted.put(source, List.copyOf(some)));
        ranges = Collections.unmodifiableMap(sorted);
    }

    /** What a run knows of its batch before it begins. */
    public static PlannedBatch of(RunPlan plan) {
        return new PlannedBatch(
                plan.model().name(),
                plan.batchId(),
                plan.model().fingerprint(),
                plan.warehouse().toString(),
                plan.staging(),
                plan.startedMillis(),
                plan.scope(),
                plan.inputs());
    }

    /** The same batch, reading {@code read}. */
    public PlannedBatch reading(Map<String, List<SourceRange>> read) {
        return new PlannedBatch(pipeline, batchId, fingerprint, warehouse, staging, startedMillis, scope, read);
    }

    /** The ranges of one source: its files, or its table. */
    public List<SourceRange> rangesOf(String source) {
        return ranges.getOrDefault(source, List.of());
    }

    /** A file that is there from when publishing begins. */
    public String publishingMark() {
        return staging + "/publishing";
    }

    /** @throws InvalidBatchRecordException when the batch is of another declaration */
    public void requireMadeBy(PipelineModel model) throws InvalidBatchRecordException {
        if (!pipeline.equals(model.name())) {
            throw new InvalidBatchRecordException("batch " + batchId + " is of pipeline " + pipeline + ", not of "
                    + model.name() + "; name its declaration with --pipeline");
        }
        if (!fingerprint.equals(model.fingerprint())) {
            throw new InvalidBatchRecordException("batch " + batchId + " was staged by " + pipeline
                    + " as it was declared then, and the declaration, or a variable, has changed since."
                    + " Nothing was changed; stage the batch again");
        }
    }
}
