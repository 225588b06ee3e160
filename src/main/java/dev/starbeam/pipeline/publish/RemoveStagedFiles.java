package dev.starbeam.pipeline.publish;

import dev.starbeam.run.RunOutcome;
import dev.starbeam.spill.RunDirectory;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of a job that nobody may be waiting for: removes the run's files on the way once its batch is concluded.
 * After a closed gate the files of rejected and flagged rows stay, since the summary names them.
 */
public final class RemoveStagedFiles extends PTransform<PCollection<String>, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    /** Parts of the names of files that people are to look at after a closed gate. */
    public static final List<String> SET_ASIDE = List.of("rejected-", "flags-");

    private final String directory;

    private RemoveStagedFiles(String directory) {
        this.directory = directory;
    }

    public static RemoveStagedFiles in(String directory) {
        return new RemoveStagedFiles(directory);
    }

    /** What stays when the run has come to {@code outcome}. */
    public static List<String> kept(String outcome) {
        return outcome.equals(new RunOutcome.StoppedByGate(0).word()) ? SET_ASIDE : List.of();
    }

    /** Not fused with publishing, so that a step that is tried again has all its files. */
    @Override
    public PCollection<String> expand(PCollection<String> concluded) {
        return concluded
                .apply("When concluded", Reshuffle.viaRandomKey())
                .apply("Remove", ParDo.of(new RemoveFn(directory)));
    }

    private static final class RemoveFn extends DoFn<String, String> {
        private static final long serialVersionUID = 1L;
        private static final Logger LOG = LoggerFactory.getLogger(RemoveFn.class);

        private final String directory;

        RemoveFn(String directory) {
            this.directory = directory;
        }

        @ProcessElement
        public void remove(@Element String outcome, OutputReceiver<String> out) {
            try {
                new RunDirectory(directory).removeAllBut(kept(outcome));
            } catch (IOException e) {
                LOG.warn("{} was not removed: {}", directory, e.getMessage());
            }
            out.output(outcome);
        }
    }
}
