package dev.starbeam.source;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Splits the planned ranges of a source, so that workers share them.
 *
 * <pre>{@code
 * PCollection<SourceRange> ranges = pipeline.apply(SplitRanges.of(source, source.plan(committed).unread()));
 * }</pre>
 *
 * <p>Every byte of every planned range is in exactly one range; they are the same in every run over the same files. A
 * large CSV file that may hold quoted line breaks is read once in full, by one worker, to find where its records begin;
 * declare {@code quoted_newlines: no} to spare that.
 */
public final class SplitRanges extends PTransform<PBegin, PCollection<SourceRange>> {
    private static final long serialVersionUID = 1L;

    /** What a worker reads in a few seconds, large enough to make the reading of headers negligible. */
    private static final long DEFAULT_BYTES = 128L << 20;

    private final Source source;
    private final List<SourceRange> planned;
    private final long rangeBytes;

    private SplitRanges(Source source, List<SourceRange> planned, long rangeBytes) {
        this.source = source;
        this.planned = List.copyOf(planned);
        this.rangeBytes = rangeBytes;
    }

    /** Into ranges of about 128 MiB. */
    public static SplitRanges of(Source source, List<SourceRange> planned) {
        if (!source.isBounded()) {
            throw new IllegalArgumentException(
                    "source " + source.model().name() + " never ends; a batch needs one that does");
        }
        return new SplitRanges(source, planned, DEFAULT_BYTES);
    }

    /** Into ranges of about so many bytes. */
    public SplitRanges into(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("ranges of " + bytes + " bytes: expected at least 1");
        }
        return new SplitRanges(source, planned, bytes);
    }

    @Override
    public PCollection<SourceRange> expand(PBegin begin) {
        SerializableCoder<SourceRange> coder = SerializableCoder.of(SourceRange.class);
        boolean splits = planned.stream().anyMatch(range -> source.maySplit(range, rangeBytes));
        PCollection<SourceRange> listed =
                begin.apply("Planned ranges", Create.of(planned).withCoder(coder));
        PCollection<SourceRange> spread = splits ? listed.apply("Spread files", Reshuffle.viaRandomKey()) : listed;
        PCollection<SourceRange> ranges =
                spread.apply("Split", ParDo.of(new SplitFn(source, rangeBytes))).setCoder(coder);
        boolean alone = !splits && planned.size() == 1;
        return alone ? ranges : ranges.apply("Spread ranges", Reshuffle.viaRandomKey());
    }

    private static final class SplitFn extends DoFn<SourceRange, SourceRange> {
        private static final long serialVersionUID = 1L;

        private final Source source;
        private final long rangeBytes;

        SplitFn(Source source, long rangeBytes) {
            this.source = source;
            this.rangeBytes = rangeBytes;
        }

        @ProcessElement
        public void split(@Element SourceRange range, OutputReceiver<SourceRange> ranges) throws IOException {
            source.split(range, rangeBytes).forEach(ranges::output);
        }
    }
}
