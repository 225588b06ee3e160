package dev.starbeam.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Splits the planned ranges of a source, so that workers share them; small files that are neighbours are packed together.
 *
 * <pre>{@code
 * PCollection<RangePack> packs = pipeline.apply(SplitRanges.of(source, source.plan(committed).unread()));
 * }</pre>
 *
 * <p>Every byte of every planned range is in exactly one range of one pack; they are the same in every run over the same
 * files. A large CSV file that may hold quoted line breaks is read once in full, by one worker, to find where its records
 * begin; declare {@code quoted_newlines: no} to spare that.
 */
public final class SplitRanges extends PTransform<PBegin, PCollection<RangePack>> {
    private static final long serialVersionUID = 1L;

    /** What a worker reads in a few seconds, large enough to make the reading of headers negligible. */
    private static final long DEFAULT_BYTES = 128L << 20;

    private final Source source;
    private final transient List<SourceRange> planned;
    private final @Nullable Planned stored;
    private final long rangeBytes;

    private SplitRanges(Source source, List<SourceRange> planned, @Nullable Planned stored, long rangeBytes) {
        this.source = source;
        this.planned = List.copyOf(planned);
        this.stored = stored;
        this.rangeBytes = rangeBytes;
    }

    /** The planned ranges, as a step carries them. */
    public interface Planned extends Serializable {
        /** Whether they are too many to be part of the graph. */
        boolean isStored();

        /** The ranges, in order. */
        List<SourceRange> ranges() throws IOException;
    }

    /** Into ranges of about 128 MiB. */
    public static SplitRanges of(Source source, List<SourceRange> planned) {
        if (!source.isBounded()) {
            throw new IllegalArgumentException(
                    "source " + source.model().name() + " never ends; a batch needs one that does");
        }
        return new SplitRanges(source, planned, null, DEFAULT_BYTES);
    }

    /** Reading them on a worker where {@code list}, which holds the same, has stored them. */
    public SplitRanges listedBy(Planned list) {
        return new SplitRanges(source, planned, list.isStored() ? list : null, rangeBytes);
    }

    /** Into ranges of about so many bytes. */
    public SplitRanges into(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("ranges of " + bytes + " bytes: expected at least 1");
        }
        return new SplitRanges(source, planned, stored, bytes);
    }

    @Override
    public PCollection<RangePack> expand(PBegin begin) {
        List<RangePack> packed = RangePack.neighbours(planned, rangeBytes);
        boolean splits = planned.stream().anyMatch(range -> source.maySplit(range, rangeBytes));
        PCollection<RangePack> listed = stored == null
                ? begin.apply("Planned ranges", Create.of(packed).withCoder(RangePack.PackCoder.of()))
                : begin.apply("Which source", Create.of(source.model().name()).withCoder(StringUtf8Coder.of()))
                        .apply("Planned ranges", ParDo.of(new ListFn(stored, rangeBytes)))
                        .setCoder(RangePack.PackCoder.of());
        PCollection<RangePack> spread = splits ? listed.apply("Spread files", Reshuffle.viaRandomKey()) : listed;
        PCollection<RangePack> packs =
                spread.apply("Split", ParDo.of(new SplitFn(source, rangeBytes))).setCoder(RangePack.PackCoder.of());
        boolean alone = !splits && packed.size() == 1;
        return alone ? packs : packs.apply("Spread ranges", Reshuffle.viaRandomKey());
    }

    private static final class ListFn extends DoFn<String, RangePack> {
        private static final long serialVersionUID = 1L;

        private final Planned stored;
        private final long rangeBytes;

        ListFn(Planned stored, long rangeBytes) {
            this.stored = stored;
            this.rangeBytes = rangeBytes;
        }

        @ProcessElement
        public void list(OutputReceiver<RangePack> packs) throws IOException {
            RangePack.neighbours(stored.ranges(), rangeBytes).forEach(packs::output);
        }
    }

    /** What one range is split into are packs; several ranges, which are small, stay together. */
    private static final class SplitFn extends DoFn<RangePack, RangePack> {
        private static final long serialVersionUID = 1L;

        private final Source source;
        private final long rangeBytes;

        SplitFn(Source source, long rangeBytes) {
            this.source = source;
            this.rangeBytes = rangeBytes;
        }

        @ProcessElement
        public void split(@Element RangePack pack, OutputReceiver<RangePack> packs) throws IOException {
            List<SourceRange> ranges = new ArrayList<>();
            for (SourceRange range : pack.ranges()) {
                ranges.addAll(source.split(range, rangeBytes));
            }
            if (pack.ranges().size() > 1) {
                packs.output(new RangePack(ranges));
            } else {
                ranges.forEach(range -> packs.output(new RangePack(List.of(range))));
            }
        }
    }
}
