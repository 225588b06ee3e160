package dev.starbeam.generate;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes one file: the rows of its own range, then the late updates of another file's range, as if they had come in with
 * a later delivery.
 */
final class ShardWriter {
    private final SourceTable table;
    private final DirtPlan plan;
    private final long dirtSeed;
    private final DirtCounts counts = new DirtCounts();
    private final RowBuffer buffer = new RowBuffer();
    private final Draws draws = new Draws();
    private long clean;

    ShardWriter(SourceTable table, DirtPlan plan, long dirtSeed) {
        this.table = table;
        this.plan = plan;
        this.dirtSeed = dirtSeed;
    }

    /** Rows {@code from} (included) to {@code to} (excluded). */
    record Range(long from, long to) {}

    /** What became of one file. */
    record Written(String file, long rows, long clean, DirtCounts counts) {}

    Written write(Path path, Range own, Range late) throws IOException {
        String name = path.getFileName().toString();
        try (CsvFile file = new CsvFile(path, table.columns())) {
            for (long row = own.from(); row < own.to(); row++) {
                writeRow(row, name, file);
            }
            for (long row = late.from(); row < late.to(); row++) {
                if (plan.of(row) == DirtKind.LATE_UPDATE) {
                    table.fillNewer(row, buffer.clear());
                    file.write(buffer);
                    counts.count(DirtKind.LATE_UPDATE, "", name, buffer);
                }
            }
            return new Written(name, file.rows(), clean, counts);
        }
    }

    private void writeRow(long row, String name, CsvFile file) throws IOException {
        table.fill(row, buffer.clear());
        DirtKind kind = plan.of(row);
        if (kind == null || kind == DirtKind.LATE_UPDATE || kind == DirtKind.DUPLICATE || keepsOriginal(kind)) {
            file.write(buffer);
            clean++;
        }
        if (kind != null && kind != DirtKind.LATE_UPDATE) {
            String column = kind == DirtKind.DUPLICATE ? "" : spoil(kind, row);
            file.write(buffer);
            counts.count(kind, column, name, buffer);
        }
    }

    private boolean keepsOriginal(DirtKind kind) {
        return kind == DirtKind.MISSING_REQUIRED && table.shape().keepsRowsThatMissTheirKey();
    }

    private String spoil(DirtKind kind, long row) {
        int[] candidates = table.shape().dirtyColumns().getOrDefault(kind, new int[0]);
        draws.at(dirtSeed, row);
        int column = candidates[draws.below(candidates.length)];
        table.spoil(kind, column, buffer, draws);
        return table.columns().get(column);
    }
}
