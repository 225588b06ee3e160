package dev.starbeam.reject;

import java.util.Map;
import java.util.TreeMap;

/** What people should know of files: in how many of them it was met, among the {@link RowCounts#notes}. */
public final class FileNotes {
    /** Before a column that files lack. */
    public static final String LACKING = "files_lacking.";

    /** Before a column that files spell otherwise. */
    public static final String SPELLING = "files_spelling.";

    /** Between such a column and its spelling. */
    public static final String AS = " as ";

    /** Files that were changed just now and whose last line has no end. */
    public static final String UNENDED = "files_unended";

    /** Before such a file: where its last record begins. */
    public static final String UNENDED_AT = "unended_at.";

    /** Rows of files that end before their last columns. */
    public static final String SHORT = "rows_short";

    private FileNotes() {}

    /**
     * The notes on one file.
     *
     * @param differences by column the file's spelling of it, which is empty when the file lacks it
     */
    public static Map<String, Long> of(Map<String, String> differences) {
        Map<String, Long> notes = new TreeMap<>();
        differences.forEach((column, spelled) ->
                notes.put(spelled.isEmpty() ? LACKING + column : SPELLING + column + AS + spelled, 1L));
        return notes;
    }

    /** The notes on the files of both. */
    public static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> sum = new TreeMap<>(a);
        b.forEach((note, files) -> sum.merge(note, files, Long::sum));
        return sum;
    }
}
