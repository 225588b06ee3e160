package dev.starbeam.star.join;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;

/**
 * What a lookup gives each probe row.
 *
 * @param columns the fetched columns under the names they get here, NULL where nothing matched
 * @param matched whether the row's key has a match; never NULL
 */
public record FetchedColumns(ColumnBatch columns, BooleanColumn matched) {
    /** No row of the table. */
    static final int NOTHING = -1;

    /** The rows at {@code positions} of {@code table}, text sharing its bytes. */
    static FetchedColumns take(ColumnBatch table, int[] positions) {
        boolean[] matched = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            matched[i] = positions[i] != NOTHING;
        }
        ColumnBatch columns = new ColumnBatch(
                table.schema(),
                positions.length,
                table.columns().stream().map(column -> take(column, positions)).toList());
        return new FetchedColumns(columns, new BooleanColumn(matched, Validity.allValid(positions.length)));
    }

    private static Column take(Column column, int[] positions) {
        Validity validity = validity(column, positions);
        if (column instanceof TextColumn text) {
            return take(text, positions, validity);
        } else if (column instanceof LongColumn longs) {
            long[] values = new long[positions.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = positions[i] == NOTHING ? 0 : longs.value(positions[i]);
            }
            return new LongColumn(longs.type(), values, validity);
        } else if (column instanceof DoubleColumn doubles) {
            double[] values = new double[positions.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = positions[i] == NOTHING ? 0 : doubles.value(positions[i]);
            }
            return new DoubleColumn(values, validity);
        }
        boolean[] values = new boolean[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = positions[i] != NOTHING && ((BooleanColumn) column).value(positions[i]);
        }
        return new BooleanColumn(values, validity);
    }

    private static TextColumn take(TextColumn text, int[] positions, Validity validity) {
        int[] starts = new int[positions.length];
        int[] ends = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != NOTHING) {
                starts[i] = text.start(positions[i]);
                ends[i] = text.end(positions[i]);
            }
        }
        return new TextColumn(text.bytes(), starts, ends, validity);
    }

    private static Validity validity(Column column, int[] positions) {
        ValidityBuilder validity = new ValidityBuilder(positions.length);
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] == NOTHING || column.isNull(positions[i])) {
                validity.setNull(i);
            }
        }
        return validity.build();
    }
}
