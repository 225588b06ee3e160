package dev.starbeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;

/** The pipeline of {@link StateHistoriesTest} with its files, both of which change. */
final class StatesPipeline {
    static final int FILES = 3;

    /** A file of this content is what the gate stops. */
    static final int BAD = 3;

    private static final List<String> VALUES = List.of("v", "upper(v)");
    private static final List<String> FILTERS = List.of("true", "id not like '%2'");

    private final Path directory;
    private final boolean newFiles;

    /** What each file holds, 0 where it isn't there. */
    private final int[] contents = new int[FILES];

    private int value;
    private int filter;
    private int mart;

    StatesPipeline(Path directory, boolean newFiles) throws IOException {
        this.directory = directory;
        this.newFiles = newFiles;
        Files.createDirectories(directory.resolve("marts"));
    }

    int mart() {
        return mart;
    }

    boolean isBad() {
        return Arrays.stream(contents).anyMatch(content -> content == BAD);
    }

    void changeValues() {
        value = 1 - value;
    }

    void changeFilter() {
        filter = 1 - filter;
    }

    void changeMart() {
        mart = 1 - mart;
    }

    /** What a run that reads the files as they are, or has read them, makes of a history. */
    void publishTo(HistoryOfRows history) {
        history.publish(contents, value == 1, filter == 1);
    }

    void removeUnlessLast(int file) throws IOException {
        if (contents[file] != 0
                && Arrays.stream(contents).filter(content -> content != 0).count() > 1) {
            Files.delete(path(file));
            contents[file] = 0;
        }
    }

    void mend() throws IOException {
        for (int file = 0; file < FILES; file++) {
            if (contents[file] == BAD) {
                write(file, 1);
            }
        }
    }

    void write(int file, int content) throws IOException {
        contents[file] = content;
        StringBuilder rows = new StringBuilder("id,v,m,t,kind,doubt\n");
        for (int key = 1; key <= 2; key++) {
            rows.append("f%d_%d,c%d,m%d,2024-01-%02d,%s,%d%n"
                    .formatted(
                            file,
                            key,
                            content,
                            key,
                            HistoryOfRows.day(file, content),
                            content == BAD ? "bad" : "good",
                            content == HistoryOfRows.HELD && key == 2 ? 1 : 0));
        }
        Files.writeString(path(file), rows);
        Files.setLastModifiedTime(path(file), FileTime.fromMillis(1_700_000_000_000L + content * 1000L));
    }

    private Path path(int file) {
        return directory.resolve("rows-" + file + ".csv");
    }

    void declare() throws IOException {
        Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: states
                variables: {raw: .}
                sources:
                  raw_rows: {location: "${raw}/rows*.csv"%s}
                staging:
                  stg_rows:
                    from: raw_rows
                    columns: {id: id, v: %s, m: m, n: m, t: try_to_timestamp_ntz(t), kind: kind, doubt: try_to_number(doubt)}
                dimensions:
                  dim_ones: {from: stg_rows, natural_key: m, latest_by: t, columns: [v]}
                  dim_twos: {from: stg_rows, natural_key: n, latest_by: t, columns: [v], scd: 2}
                facts:
                  fact_rows:
                    from: stg_rows
                    grain: [id]
                    filters: {wanted: "%s"}
                    references: {m: dim_ones, n: {dimension: dim_twos, as_of: t}}
                quality:
                  - {check: accepted_values, column: kind, values: [good]}
                  - {check: range, column: doubt, max: 0, on_failure: quarantine}
                """.formatted(
                        newFiles ? ", read: new_files" : "", VALUES.get(value), FILTERS.get(filter)));
        Files.writeString(
                directory.resolve("marts/sizes.sql"),
                "select count(*) as rows, 'mart " + mart + "' as word from star.fact_rows\n");
    }
}
