package dev.starbeam.star.derivation;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rejected rows of dimensions and facts, in words. */
public final class Rejections {
    private Rejections() {}

    /** A row rejected by {@code stage}; {@code rows} has provenance columns. */
    public static RejectedRow row(
            String stage, ColumnBatch rows, int row, RejectReason reason, @Nullable String column, String detail) {
        return new RejectedRow(
                stage,
                rows.text(Provenance.SOURCE_FILE).string(row),
                rows.longs(Provenance.SOURCE_OFFSET).value(row),
                reason,
                column,
                detail,
                null);
    }

    /** A row whose key has no match; {@code rows} has the key columns. */
    public static RejectedRow unmatched(String stage, ColumnBatch rows, int row, LookupModel lookup) {
        String key = lookup.probeKeys().stream()
                .map(name -> name + " " + rows.column(name).display(row))
                .collect(Collectors.joining(", "));
        String detail = "no row of " + lookup.entity() + " matches " + key;
        return row(
                stage,
                rows,
                row,
                RejectReason.LOOKUP_UNMATCHED,
                lookup.probeKeys().get(0),
                detail);
    }
}
