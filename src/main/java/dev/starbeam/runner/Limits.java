package dev.starbeam.runner;

import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;

/** What {@link LocalRunner} doesn't do, refused before anything runs. */
final class Limits {
    private Limits() {}

    /** @throws IllegalArgumentException when an output is unbounded or windowed */
    static void requireBatch(Node node) {
        for (PCollection<?> output : node.getOutputs().values()) {
            if (output.isBounded() == IsBounded.UNBOUNDED) {
                throw refusal(node.getFullName(), "never ends");
            }
            if (!(output.getWindowingStrategy().getWindowFn() instanceof GlobalWindows)) {
                throw refusal(node.getFullName(), "works in windows");
            }
        }
    }

    /** @throws IllegalArgumentException when a DoFn needs more than elements and side inputs */
    static void requireStateless(String step, DoFn<?, ?> fn) {
        DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
        if (signature.usesState()) {
            throw refusal(step, "keeps state");
        }
        if (signature.usesTimers()) {
            throw refusal(step, "sets timers");
        }
        if (signature.processElement().isSplittable()) {
            throw refusal(step, "is split while it runs");
        }
        if (signature.processElement().requiresTimeSortedInput()) {
            throw refusal(step, "wants its input in the order of time");
        }
    }

    static IllegalArgumentException refusal(String step, String reason) {
        return new IllegalArgumentException(
                "LocalRunner can't run the step \"" + step + "\", which " + reason + "; use --runner=DirectRunner");
    }
}
