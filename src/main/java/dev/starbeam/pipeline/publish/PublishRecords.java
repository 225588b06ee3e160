package dev.starbeam.pipeline.publish;

import dev.starbeam.run.batch.RecordFile;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Judges batches by their records, publishes each or doesn't, builds the marts and writes the summaries. In: where records
 * are. Out: each batch's outcome, as a word.
 *
 * <p>Not fused with what writes the records: a step that is tried again finds the same record, and its batch in the ledger.
 */
public final class PublishRecords extends PTransform<PCollection<String>, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    private final PublishSettings settings;

    private PublishRecords(PublishSettings settings) {
        this.settings = settings;
    }

    public static PublishRecords by(PublishSettings settings) {
        return new PublishRecords(settings);
    }

    @Override
    public PCollection<String> expand(PCollection<String> records) {
        return records.apply("By place", WithKeys.of(record -> record))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
                .apply("When recorded", GroupByKey.create())
                .apply("Judge and publish", ParDo.of(new PublishFn(settings)))
                .setCoder(StringUtf8Coder.of());
    }

    private static final class PublishFn extends DoFn<KV<String, Iterable<String>>, String> {
        private static final long serialVersionUID = 1L;

        private final PublishSettings settings;

        PublishFn(PublishSettings settings) {
            this.settings = settings;
        }

        @ProcessElement
        public void publish(@Element KV<String, Iterable<String>> record, OutputReceiver<String> outcomes)
                throws IOException {
            try (BatchConclusion conclusion = new BatchConclusion(settings)) {
                outcomes.output(
                        conclusion.conclude(RecordFile.read(record.getKey())).outcome());
            }
        }
    }
}
