package dev.starbeam.cli;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of a pipeline's published batches.
 *
 * @param pipeline the pipeline's name
 * @param batch one batch; {@code null}: of each file those of the batch that read it last
 * @param stage one stage; {@code null} for all
 */
record RejectedListing(
        String pipeline, @Nullable String batch, @Nullable String stage) {
    private static final List<String> TEXTS =
            List.of("batch_id", "stage", "source_file", "reason", "column_name", "detail", "raw");

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
        Map<String, String> lastRead = batch == null ? lastRead(published) : Map.of();
        long[] count = new long[1];
        try {
            read(published, QualityTables.REJECTED_ROWS, TEXTS, List.of("source_offset"), found -> {
                for (int i = 0; i < found.rows(); i++) {
                    Rejected row = row(found, i);
                    if (isWanted(row, lastRead)) {
                        accept(rows, count[0]++, row);
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count[0];
    }

    private boolean isWanted(Rejected row, Map<String, String> lastRead) {
        String ofBatch = String.valueOf(row.texts().get(0));
        String file = String.valueOf(row.texts().get(2));
        boolean inBatch = batch == null ? ofBatch.equals(lastRead.get(file)) : ofBatch.equals(batch);
        return inBatch && (stage == null || stage.equals(row.texts().get(1)));
    }

    private static void accept(Rows rows, long number, Rejected row) {
        try {
            rows.accept(number, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of each file or table the batch of this pipeline that was published last. */
    private Map<String, String> lastRead(PublishedTables published) {
        Map<String, Long> times = new HashMap<>();
        read(published, QualityTables.LOADS, List.of("batch_id", "pipeline"), List.of("published_at"), found -> {
            for (int i = 0; i < found.rows(); i++) {
                if (pipeline.equals(found.text("pipeline").string(i))) {
                    times.put(
                            found.text("batch_id").string(i),
                            found.longs("published_at").value(i));
                }
            }
        });
        Map<String, String> last = new HashMap<>();
        read(published, QualityTables.LOAD_FILES, List.of("batch_id", "file"), List.of(), found -> {
            for (int i = 0; i < found.rows(); i++) {
                String id = found.text("batch_id").string(i);
                if (times.containsKey(id)) {
                    last.merge(
                            found.text("file").string(i),
                            id,
                            (one, other) -> times.getOrDefault(other, 0L) > times.getOrDefault(one, 0L) ? other : one);
                }
            }
        });
        return last;
    }

    private static Rejected row(ColumnBatch found, int i) {
        List<@Nullable String> texts = TEXTS.stream()
                .<@Nullable String>map(name ->
                        found.text(name).isNull(i) ? null : found.text(name).string(i))
                .collect(Collectors.toList());
        return new Rejected(texts, found.longs("source_offset").value(i));
    }

    private static void read(
            PublishedTables published,
            TableSpec table,
            List<String> texts,
            List<String> numbers,
            Consumer<ColumnBatch> found) {
        List<Field> fields = Stream.concat(
                        texts.stream().map(name -> new Field(name, ColumnType.TEXT)),
                        numbers.stream()
                                .map(name -> new Field(
                                        name, name.endsWith("_at") ? ColumnType.TIMESTAMP : ColumnType.BIGINT)))
                .toList();
        published.figures(table, name -> table).read(fields, found);
    }
}
