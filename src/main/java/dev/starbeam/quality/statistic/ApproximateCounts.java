package dev.starbeam.quality.statistic;

import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.quantilescommon.QuantilesLongsSketchIterator;
import org.jspecify.annotations.Nullable;

/**
 * A sample of values with weights that stand for all of them: a KLL sketch (Karnin, Lang, Liberty 2016). It is saved
 * as its weighted values, because the library's own form needs a memory API that Java 17 hides; a loaded one is only
 * made a sketch again when something is added, so that saving it anew gives the same bytes.
 */
final class ApproximateCounts {
    /** KLL's size parameter: about 6,000 values, and 40 ms to make a loaded one a sketch again. */
    private static final int SIZE = 2048;

    private @Nullable KllLongsSketch sketch;
    private SortedCounts points = SortedCounts.of(new LongCounts());

    static ApproximateCounts read(StateInput input) {
        ApproximateCounts loaded = new ApproximateCounts();
        loaded.points = SortedCounts.read(input);
        return loaded;
    }

    void write(StateOutput output) {
        points().write(output);
    }

    void add(LongCounts counts) {
        counts.forEach(sketch()::update);
    }

    void merge(ApproximateCounts other) {
        if (other.sketch != null) {
            sketch().merge(other.sketch);
        } else {
            addWeighted(sketch(), other.points);
        }
    }

    /** The share of ranks by which a quantile may be off, at 99% confidence. */
    static double rankError() {
        return KllLongsSketch.getNormalizedRankError(SIZE, false);
    }

    /** The weighted values in ascending order; their weights add up to the number of values seen. */
    SortedCounts points() {
        KllLongsSketch current = sketch;
        if (current == null) {
            return points;
        }
        LongCounts weights = new LongCounts();
        QuantilesLongsSketchIterator sampled = current.iterator();
        while (sampled.next()) {
            weights.add(sampled.getQuantile(), sampled.getWeight());
        }
        return SortedCounts.of(weights);
    }

    private KllLongsSketch sketch() {
        KllLongsSketch open = sketch;
        if (open == null) {
            open = KllLongsSketch.newHeapInstance(SIZE);
            addWeighted(open, points);
            sketch = open;
        }
        return open;
    }

    private static void addWeighted(KllLongsSketch sketch, SortedCounts points) {
        for (int i = 0; i < points.values().length; i++) {
            sketch.update(points.values()[i], points.counts()[i]);
        }
    }
}
