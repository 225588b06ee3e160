package dev.starbeam.cli;

import dev.starbeam.ingest.file.BeamFiles;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.LoggerFactory;

/**
 * Beam's options. Making them takes as long as planning, since Beam then checks every options interface there is; so it is
 * done in a thread of its own. File systems other than the local one are there once the options are made.
 */
final class BeamOptions {
    private final List<String> words;
    private final RunnerChoice runner;
    private final CompletableFuture<PipelineOptions> options = new CompletableFuture<>();
    private boolean begun;

    private BeamOptions(List<String> words, RunnerChoice runner) {
        this.words = words;
        this.runner = runner;
    }

    /** From the words that are left for Beam; made when somebody begins, or asks for them. */
    static BeamOptions of(Words words) {
        return new BeamOptions(words.others(), RunnerChoice.of(words));
    }

    /** Makes them in a thread of their own. */
    synchronized BeamOptions begin() {
        if (!begun) {
            begun = true;
            // Loggers that two threads ask for first would say so on the screen.
            LoggerFactory.getILoggerFactory();
            Thread thread = new Thread(this::make, "prepare Beam");
            thread.setDaemon(true);
            thread.start();
        }
        return this;
    }

    private void make() {
        try {
            List<String> all = runner.isFlinkOfItsOwn() ? EmbeddedFlink.withSettings(words) : words;
            PipelineOptions made = PipelineOptionsFactory.fromArgs(BeamWords.withDefaults(all, runner))
                    .create();
            BeamFiles.useFileSystemsOf(made);
            options.complete(made);
        } catch (Throwable e) {
            options.completeExceptionally(e);
        }
    }

    /** @throws IllegalArgumentException when a word is none of Beam's */
    PipelineOptions get() {
        try {
            return begin().options.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Waits for the file systems, unless {@code location} is on this machine. */
    void awaitFileSystemOf(String location) {
        if (location.contains("://")) {
            get();
        }
    }
}
