package dev.starbeam.ingest.csv;

import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.InvalidSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which field of a file's records belongs to which column of the source's schema. */
final class HeaderMatch {
    private final List<String> header;
    private final int[] fieldOfColumn;

    private HeaderMatch(List<String> header, int[] fieldOfColumn) {
        this.header = header;
        this.fieldOfColumn = fieldOfColumn;
    }

    /** By name; the source's policy says what becomes of columns that only one side has. */
    static HeaderMatch byName(FilesModel source, String file, List<String> header) throws InvalidSourceException {
        List<String> columns = source.schema().names();
        int[] fieldOfColumn = new int[columns.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < fieldOfColumn.length; i++) {
            fieldOfColumn[i] = header.indexOf(columns.get(i));
            if (fieldOfColumn[i] < 0) {
                missing.add(columns.get(i));
            }
        }
        if (!missing.isEmpty() && source.header().missing() == HeaderPolicy.Missing.FAIL) {
            throw new InvalidSourceException(file + " lacks " + quoted(missing) + " of source " + source.name()
                    + "; its header has " + quoted(header) + "." + spelledAlike(missing, header)
                    + " Correct the header, or declare that missing columns are NULL.");
        }
        List<String> extra = new ArrayList<>(header);
        extra.removeAll(columns);
        if (!extra.isEmpty() && source.header().extra() == HeaderPolicy.Extra.FAIL) {
            throw new InvalidSourceException(file + " has " + quoted(extra) + ", which source " + source.name()
                    + " does not declare; it declares " + quoted(columns) + "." + spelledAlike(columns, extra)
                    + " Declare the columns, or that extra columns are ignored.");
        }
        return new HeaderMatch(List.copyOf(header), fieldOfColumn);
    }

    /** By position, for files without a header. */
    static HeaderMatch byPosition(FilesModel source) {
        int[] fieldOfColumn = new int[source.schema().size()];
        for (int i = 0; i < fieldOfColumn.length; i++) {
            fieldOfColumn[i] = i;
        }
        return new HeaderMatch(source.schema().names(), fieldOfColumn);
    }

    /** How many fields every record of the file must have. */
    int fields() {
        return header.size();
    }

    /** The field that belongs to a column of the schema, -1 when the file lacks it. */
    int field(int column) {
        return fieldOfColumn[column];
    }

    /** The name of a field, or its place when it is beyond the header. */
    String name(int field) {
        return field < header.size() ? header.get(field) : "field " + (field + 1);
    }

    private static String spelledAlike(List<String> wanted, List<String> present) {
        for (String name : wanted) {
            for (String other : present) {
                if (!name.equals(other) && plain(name).equals(plain(other))) {
                    return " \"" + other + "\" and \"" + name + "\" differ only in case, blanks or punctuation.";
                }
            }
        }
        return "";
    }

    private static String plain(String name) {
        StringBuilder letters = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}
