package dev.starbeam.pipeline.publish;

import dev.starbeam.run.batch.RecordFile;
import java.io.IOException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives records the name by which schedulers find them. In: where attempts have stored records. Out: where they are now.
 * Naming one twice, or two of one batch, leaves a whole record.
 */
public final class NameRecords extends PTransform<PCollection<String>, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    private NameRecords() {}

    public static NameRecords create() {
        return new NameRecords();
    }

    @Override
    public PCollection<String> expand(PCollection<String> stored) {
        return stored.apply("When recorded", Reshuffle.viaRandomKey())
                .apply("Name", ParDo.of(new NameFn()))
                .setCoder(StringUtf8Coder.of());
    }

    private static final class NameFn extends DoFn<String, String> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void name(@Element String stored, OutputReceiver<String> named) throws IOException {
            named.output(RecordFile.name(stored));
        }
    }
}
