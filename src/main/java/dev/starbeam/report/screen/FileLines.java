package dev.starbeam.report.screen;

import dev.starbeam.reject.FileNotes;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.words.Counted;
import java.util.ArrayList;
import java.util.List;

/** What people should know of files that are not quite what was expected. */
final class FileLines {
    private static final int MOST = 5;

    private FileLines() {}

    /** A sentence for each column, a few at most. */
    static List<String> of(RowCounts counts) {
        List<String> all = new ArrayList<>();
        counts.notes().forEach((note, files) -> {
            String where = Counted.of(files, "file");
            if (note.startsWith(FileNotes.LACKING)) {
                all.add("column \"" + note.substring(FileNotes.LACKING.length()) + "\" is not in " + where
                        + ", and NULL in all of its rows");
            } else if (note.equals(FileNotes.SHORT)) {
                all.add(Counted.of(files, "row") + " ended before the last columns, which are NULL there");
            } else if (note.equals(FileNotes.UNENDED)) {
                all.add("the last line of " + where
                        + " has no end, and the file was changed less than a minute before it"
                        + " was read: it may not be whole");
            } else if (note.startsWith(FileNotes.SPELLING)) {
                String column =
                        note.substring(FileNotes.SPELLING.length()).replaceFirst(FileNotes.AS, "\" is spelled \"");
                all.add("column \"" + column + "\" in " + where);
            }
        });
        if (all.size() <= MOST) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST));
        some.add("… and so " + (all.size() - MOST) + " more");
        return some;
    }
}
