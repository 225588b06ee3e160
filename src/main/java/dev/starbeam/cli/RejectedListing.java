package dev.starbeam.cli;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of a pipeline's published batches.
 *
 * @param pipeline the pipeline's name
 * @param batch one batch; {@code null}: those that are rejected now, as view {@code
 *     quality.rejected_now} shows them
 * @param stage one stage; {@code null} for all
 */
record RejectedListing(
        String pipeline, @Nullable String batch, @Nullable String stage) {
    private static final List<String> TEXTS =
            List.of("batch_id", "stage", "source_file", "reason", "column_name", "detail", "raw");

    private static final String PIPELINE = "pipeline";

    static final String CSV_HEADER = "batch_id,stage,source_file,source_offset,reason,column_name,detail,raw\n";

    /** Takes one row after the other. */
    interface Rows {
        void accept(long number, Rejected row) throws IOException;
    }

    /** A row as {@code quality.rejected_rows} holds it, its texts in the order of {@link #TEXTS}. */
    record Rejected(List<@Nullable String> texts, long offset) {
        /** For people. */
        String line() {
            String column = texts.get(4);
            return String.format(
                    Locale.ROOT,
                    "  %s  %s%s: %s (%s, byte %d)",
                    texts.get(1),
                    String.valueOf(texts.get(3)).toLowerCase(Locale.ROOT),
                    column == null ? "" : " in " + column,
                    texts.get(5),
                    texts.get(2),
                    offset);
        }

        /** For programs: a line of CSV, NULL being empty. */
        String csv() {
            Stream<String> first = texts.subList(0, 3).stream().map(Rejected::quoted);
            Stream<String> last = texts.subList(3, texts.size()).stream().map(Rejected::quoted);
            return Stream.concat(Stream.concat(first, Stream.of(Long.toString(offset))), last)
                            .collect(Collectors.joining(","))
                    + "\n";
        }

        private static String quoted(@Nullable String text) {
            return text == null ? "" : '"' + text.replace("\"", "\"\"") + '"';
        }
    }

    /** Reads them. @return how many there are */
    long over(PublishedTables published, Rows rows) throws IOException {
        long[] count = new long[1];
        try {
            read(published, found -> {
                for (int i = 0; i < found.rows(); i++) {
                    Rejected row = row(found, i);
                    if (isWanted(row, found, i)) {
                        accept(rows, count[0]++, row);
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count[0];
    }

    private boolean isWanted(Rejected row, ColumnBatch found, int i) {
        boolean inBatch = batch == null
                ? pipeline.equals(found.text(PIPELINE).string(i))
                : batch.equals(row.texts().get(0));
        return inBatch && (stage == null || stage.equals(row.texts().get(1)));
    }

    private static void accept(Rows rows, long number, Rejected row) {
        try {
            rows.accept(number, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rejected row(ColumnBatch found, int i) {
        List<@Nullable String> texts = TEXTS.stream()
                .<@Nullable String>map(name ->
                        found.text(name).isNull(i) ? null : found.text(name).string(i))
                .collect(Collectors.toList());
        return new Rejected(texts, found.longs("source_offset").value(i));
    }

    private void read(PublishedTables published, Consumer<ColumnBatch> found) {
        TableSpec table = batch == null ? QualityTables.REJECTED_NOW : QualityTables.REJECTED_ROWS;
        List<Field> fields = new ArrayList<>();
        TEXTS.forEach(name -> fields.add(new Field(name, ColumnType.TEXT)));
        fields.add(new Field("source_offset", ColumnType.BIGINT));
        if (batch == null) {
            fields.add(new Field(PIPELINE, ColumnType.TEXT));
        }
        published.figures(table, name -> table).read(fields, found);
    }
}
