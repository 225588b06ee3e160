package dev.starbeam.run.load;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a batch as JSON objects: numbers and truth values bare, all else as strings, provenance left out. Texts are
 * copied byte by byte, since a check may flag every tenth row.
 */
final class RowJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final List<Member> members = new ArrayList<>();

    RowJson(ColumnBatch batch) {
        for (int i = 0; i < batch.columns().size(); i++) {
            String name = batch.schema().fields().get(i).name();
            if (!name.startsWith("_")) {
                members.add(new Member(quoted(name), batch.columns().get(i)));
            }
        }
    }

    /** Appends one row of the batch as one row of {@code out}. */
    void append(int row, TextColumnBuilder out) {
        byte before = '{';
        for (Member member : members) {
            out.appendPart(before);
            before = ',';
            out.appendPart(member.name(), 0, member.name().length);
            out.appendPart((byte) ':');
            value(member.column(), row, out);
        }
        if (members.isEmpty()) {
            out.appendPart(before);
        }
        out.appendPart((byte) '}');
        out.endRow();
    }

    private static void value(Column column, int row, TextColumnBuilder out) {
        if (column.isNull(row)) {
            out.appendPart(NULL, 0, NULL.length);
        } else if (column instanceof TextColumn text) {
            quote(text.bytes(), text.start(row), text.end(row), out);
        } else {
            byte[] shown = column.display(row).getBytes(StandardCharsets.UTF_8);
            if (isBare(column, shown)) {
                out.appendPart(shown, 0, shown.length);
            } else {
                quote(shown, 0, shown.length, out);
            }
        }
    }

    private static boolean isBare(Column column, byte[] shown) {
        return switch (column.type().kind()) {
            case BIGINT, DECIMAL, BOOLEAN -> true;
            // JSON has no number for NaN and the infinities.
            case DOUBLE -> Character.isDigit(shown[shown.length - 1]);
            case TEXT, DATE, TIMESTAMP -> false;
        };
    }

    private static byte[] quoted(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        TextColumnBuilder out = new TextColumnBuilder(1, utf8.length + 2);
        quote(utf8, 0, utf8.length, out);
        out.endRow();
        return out.build().string(0).getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(byte[] text, int start, int end, TextColumnBuilder out) {
        out.appendPart((byte) '"');
        int copied = start;
        for (int i = start; i < end; i++) {
            byte b = text[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                out.appendPart(text, copied, i);
                escape(b, out);
                copied = i + 1;
            }
        }
        out.appendPart(text, copied, end);
        out.appendPart((byte) '"');
    }

    private static void escape(byte b, TextColumnBuilder out) {
        out.appendPart((byte) '\\');
        if (b >= ' ') {
            out.appendPart(b);
            return;
        }
        byte[] code = {'u', '0', '0', HEX[b >> 4], HEX[b & 15]};
        out.appendPart(code, 0, code.length);
    }

    /** A column with its name as JSON writes it. */
    private record Member(byte[] name, Column column) {}
}
