package dev.starbeam.warehouse.landing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.jspecify.annotations.Nullable;

/**
 * One row of a source as read, or the trailer of a shard, which says how many rows came before: what arrives is counted
 * against it.
 *
 * @param values a text for each column of the source; all NULL in a trailer
 * @param file the file it was read from
 * @param offset byte offset of its record
 * @param rows of a trailer, how many rows of the shard there are; -1 for a row
 */
public record LandedRow(List<@Nullable String> values, String file, long offset, long rows) implements Serializable {
    /** A row. */
    public static LandedRow of(List<@Nullable String> values, String file, long offset) {
        return new LandedRow(values, file, offset, -1);
    }

    /** The end of a shard. */
    public static LandedRow trailer(int columns, String file, long offset, long rows) {
        return new LandedRow(Collections.nCopies(columns, null), file, offset, rows);
    }

    /** Whether it counts rows instead of being one. */
    public boolean isTrailer() {
        return rows >= 0;
    }

    /** Carries rows between steps. */
    public static Coder<LandedRow> coder() {
        return RowCoder.INSTANCE;
    }

    private static final class RowCoder extends AtomicCoder<LandedRow> {
        private static final long serialVersionUID = 1L;
        private static final RowCoder INSTANCE = new RowCoder();
        private static final Coder<List<@Nullable String>> VALUES =
                ListCoder.of(NullableCoder.of(StringUtf8Coder.of()));

        @Override
        public void encode(LandedRow row, OutputStream out) throws IOException {
            VALUES.encode(row.values, out);
            StringUtf8Coder.of().encode(row.file, out);
            BigEndianLongCoder.of().encode(row.offset, out);
            BigEndianLongCoder.of().encode(row.rows, out);
        }

        @Override
        public LandedRow decode(InputStream in) throws IOException {
            return new LandedRow(
                    VALUES.decode(in),
                    StringUtf8Coder.of().decode(in),
                    BigEndianLongCoder.of().decode(in),
                    BigEndianLongCoder.of().decode(in));
        }
    }
}
