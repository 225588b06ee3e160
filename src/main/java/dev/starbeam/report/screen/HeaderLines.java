package dev.starbeam.report.screen;

import dev.starbeam.reject.HeaderNotes;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.words.Counted;
import java.util.ArrayList;
import java.util.List;

/** What people should know of headers that are not quite the source's columns. */
final class HeaderLines {
    private static final int MOST = 5;

    private HeaderLines() {}

    /** A sentence for each column, a few at most. */
    static List<String> of(RowCounts counts) {
        List<String> all = new ArrayList<>();
        counts.notes().forEach((note, files) -> {
            String where = Counted.of(files, "file");
            if (note.startsWith(HeaderNotes.LACKING)) {
                all.add("column \"" + note.substring(HeaderNotes.LACKING.length()) + "\" is not in " + where
                        + ", and NULL in all of its rows");
            } else if (note.startsWith(HeaderNotes.SPELLING)) {
                String column =
                        note.substring(HeaderNotes.SPELLING.length()).replaceFirst(HeaderNotes.AS, "\" is spelled \"");
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
