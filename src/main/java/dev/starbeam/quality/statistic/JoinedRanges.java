package dev.starbeam.quality.statistic;

import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import dev.starbeam.quality.statistic.key.Keys;
import dev.starbeam.quality.statistic.moment.DoubleMoments;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.ParkedBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ranges of keys as the one saved {@link KeyedMomentsState} that they are together. A saved state is some arrays of longs,
 * one after the other, and bytes of keys and sums that no long holds; so it is written array by array, and of one range's
 * array at a time is held.
 */
final class JoinedRanges {
    private final BlockReader files;
    private final List<Range> ranges = new ArrayList<>();

    /** @param parked the ranges of one statistic, in order, each with a key */
    JoinedRanges(List<ParkedBlock> parked, BlockReader files) throws IOException {
        this.files = files;
        for (ParkedBlock block : parked) {
            ranges.add(Range.of(block, new StateInput(files.bytes(block).array())));
        }
    }

    void writeTo(OutputStream out) throws IOException {
        StateOutput count = new StateOutput();
        count.putInt(ranges.stream().mapToInt(Range::keys).reduce(0, Math::addExact));
        out.write(count.toBytes());
        for (int section = 0; section < ranges.get(0).sections().size(); section++) {
            if (ranges.get(0).sections().get(section).isLongs()) {
                writeLongs(section, out);
            } else {
                for (Range range : ranges) {
                    out.write(bytes(range, section));
                }
            }
        }
    }

    /** The distances of an array are those from the least value of all ranges. */
    private void writeLongs(int section, OutputStream out) throws IOException {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (Range range : ranges) {
            least = Math.min(least, range.sections().get(section).least());
            greatest = Math.max(greatest, range.sections().get(section).greatest());
        }
        StateOutput head = new StateOutput();
        int width = head.putRange(least, greatest);
        out.write(head.toBytes());
        for (Range range : ranges) {
            long[] values = new StateInput(bytes(range, section)).getLongs(range.keys());
            StateOutput piece = new StateOutput();
            piece.putDistances(values, values.length, least, width);
            out.write(piece.toBytes());
        }
    }

    private byte[] bytes(Range range, int section) throws IOException {
        ParkedBlock whole = range.block();
        Section part = range.sections().get(section);
        ParkedBlock bytes = new ParkedBlock(
                whole.shard(), whole.uri(), whole.offset() + part.start(), part.end() - part.start(), 0);
        return files.bytes(bytes).array();
    }

    /** A part of a saved state: an array of longs, of which {@code least} is the least, or bytes, where that is greater. */
    private record Section(int start, int end, long least, long greatest) {
        boolean isLongs() {
            return least <= greatest;
        }
    }

    /** One range, with its sections. */
    private record Range(ParkedBlock block, int keys, List<Section> sections) {
        static Range of(ParkedBlock block, StateInput saved) {
            SavedSpecs.readHead(saved);
            StateSpec.Moments spec = (StateSpec.Moments) SavedSpecs.readSpec(saved);
            int keys = saved.getInt();
            Sections sections = new Sections(saved, keys);
            sections.addLongs();
            int texts = sections.addLongs();
            sections.addBytes(input -> Keys.skipTexts(input, texts));
            sections.addLongs();
            if (spec.type().isLongBacked()) {
                while (saved.position() < block.bytes()) {
                    sections.addLongs();
                }
            } else {
                sections.addBytes(input -> DoubleMoments.skipSums(input, keys));
            }
            return new Range(block, keys, List.copyOf(sections.all));
        }
    }

    /** Goes through a saved state. */
    private static final class Sections {
        private final StateInput saved;
        private final int keys;
        private final List<Section> all = new ArrayList<>();

        Sections(StateInput saved, int keys) {
            this.saved = saved;
            this.keys = keys;
        }

        /** @return how many keys have a text of their own, if these are their second words */
        int addLongs() {
            int start = at();
            long least = Long.MAX_VALUE;
            long greatest = Long.MIN_VALUE;
            int texts = 0;
            for (long value : saved.getLongs(keys)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                texts += Keys.hasText(value) ? 1 : 0;
            }
            all.add(new Section(start, at(), least, greatest));
            return texts;
        }

        void addBytes(Consumer<StateInput> skip) {
            int start = at();
            skip.accept(saved);
            all.add(new Section(start, at(), 1, 0));
        }

        private int at() {
            return Math.toIntExact(saved.position());
        }
    }
}
