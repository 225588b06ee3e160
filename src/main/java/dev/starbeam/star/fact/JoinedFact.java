package dev.starbeam.star.fact;

import dev.starbeam.spill.ParkedShard;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A fact's rows with all that assembling them takes.
 *
 * @param shards where its staged rows are parked, with the columns that were joined by shuffle beside them
 * @param inputs the assembler, with the tables and keys that every worker holds
 */
public record JoinedFact(PCollection<ParkedShard> shards, FactInputs inputs) implements PInput, POutput {
    /** Applies a transform to the fact, under a name. */
    public <T extends POutput> T apply(String name, PTransform<? super JoinedFact, T> transform) {
        return Pipeline.applyTransform(name, this, transform);
    }

    @Override
    public Pipeline getPipeline() {
        return shards.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
        return shards.expand();
    }

    @Override
    public void finishSpecifyingOutput(String name, PInput input, PTransform<?, ?> transform) {}
}
