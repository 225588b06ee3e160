package dev.starbeam.ingest.csv;

import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.ColumnNames;
import dev.starbeam.source.InvalidSourceException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which field of a file's records belongs to which column of the source's schema. */
final class HeaderMatch {
    private final List<String> columns;
    private final List<String> header;
    private final int[] fieldOfColumn;

    private HeaderMatch(List<String> columns, List<String> header, int[] fieldOfColumn) {
        this.columns = columns;
        this.header = header;
        this.fieldOfColumn = fieldOfColumn;
    }

    /**
     * By name, and where no name is the same by one that is alike; the source's policy says what becomes of columns that only
     * one side has.
     *
     * @throws InvalidSourceException when the policy refuses the file, when two names are alike to a column, or when the
     *     file's names are no text of the declared encoding, or none of them is a column's
     */
    static HeaderMatch byName(FilesModel source, String file, List<String> header) throws InvalidSourceException {
        List<String> columns = source.schema().names();
        HeaderMatch match = new HeaderMatch(columns, List.copyOf(header), places(columns, file, header));
        List<String> missing = match.missing();
        List<String> extra = match.extra();
        requireSameEncoding(source, file, missing, extra);
        boolean isStrange = !columns.isEmpty() && missing.size() == columns.size();
        if (!missing.isEmpty() && (isStrange || source.header().missing() == HeaderPolicy.Missing.FAIL)) {
            throw new InvalidSourceException(file + " lacks " + quoted(missing) + " of source " + source.name()
                    + "; its header has " + quoted(header) + "." + spelledAlike(missing, extra)
                    + (isStrange
                            ? " It has none of the source's columns: is it another kind of file, or without a header?"
                            : " Correct the header; or, if it is right that the file has no such column, declare"
                                    + " header: {missing: \"null\"}."));
        }
        if (!extra.isEmpty() && source.header().extra() == HeaderPolicy.Extra.FAIL) {
            throw new InvalidSourceException(file + " has " + quoted(extra) + ", which source " + source.name()
                    + " does not declare; it declares " + quoted(columns) + "." + spelledAlike(columns, extra)
                    + " Declare the columns, or that extra columns are ignored.");
        }
        return match;
    }

    /** By position, for files without a header. */
    static HeaderMatch byPosition(FilesModel source) {
        int[] fieldOfColumn = new int[source.schema().size()];
        for (int i = 0; i < fieldOfColumn.length; i++) {
            fieldOfColumn[i] = i;
        }
        List<String> names = source.schema().names();
        return new HeaderMatch(names, names, fieldOfColumn);
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

    /** The columns that the file lacks, and those that it spells otherwise with its spelling. */
    Map<String, String> differences() {
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < fieldOfColumn.length; i++) {
            String spelled = fieldOfColumn[i] < 0 ? "" : header.get(fieldOfColumn[i]);
            if (!spelled.equals(columns.get(i))) {
                differences.put(columns.get(i), spelled);
            }
        }
        return differences;
    }

    private static int[] places(List<String> columns, String file, List<String> header) throws InvalidSourceException {
        int[] places = new int[columns.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = header.indexOf(columns.get(i));
            if (places[i] < 0) {
                places[i] = alike(columns, i, file, header);
            }
        }
        return places;
    }

    private static int alike(List<String> columns, int column, String file, List<String> header)
            throws InvalidSourceException {
        List<Integer> alike = ColumnNames.alike(columns.get(column), header, columns);
        if (alike.size() > 1) {
            throw new InvalidSourceException(file + ": both \"" + header.get(alike.get(0)) + "\" and \""
                    + header.get(alike.get(1)) + "\" could be the column \"" + columns.get(column)
                    + "\"; they differ only in case or blanks. Spell the column as the file does, or rename one in the"
                    + " file.");
        }
        return alike.isEmpty() ? -1 : alike.get(0);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < fieldOfColumn.length; i++) {
            if (fieldOfColumn[i] < 0) {
                missing.add(columns.get(i));
            }
        }
        return missing;
    }

    private List<String> extra() {
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int field = i;
            if (Arrays.stream(fieldOfColumn).noneMatch(taken -> taken == field)) {
                extra.add(header.get(i));
            }
        }
        return extra;
    }

    /** A column may only seem to be missing since its name was decoded wrongly. */
    private static void requireSameEncoding(FilesModel source, String file, List<String> missing, List<String> extra)
            throws InvalidSourceException {
        String declared = CsvOptions.of(source).encoding();
        Charset charset = Charset.forName(declared);
        if (missing.isEmpty() || !charset.canEncode()) {
            return;
        }
        for (String name : extra) {
            String decoded = new String(name.getBytes(charset), StandardCharsets.UTF_8);
            if (!decoded.equals(name) && missing.stream().anyMatch(column -> ColumnNames.areAlike(column, decoded))) {
                throw new InvalidSourceException(file + ": its header has \"" + name + "\", which is \"" + decoded
                        + "\" when it is read as UTF-8, but the declared encoding is " + declared
                        + ". Declare encoding: utf-8, or convert the file.");
            }
        }
    }

    private static String spelledAlike(List<String> wanted, List<String> present) {
        for (String name : wanted) {
            for (String other : present) {
                if (!name.equals(other) && ColumnNames.letters(name).equals(ColumnNames.letters(other))) {
                    return " \"" + other + "\" and \"" + name + "\" differ only in case, blanks or punctuation.";
                }
            }
        }
        return "";
    }

    private static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}
