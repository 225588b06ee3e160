package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.loading.source.FormatKey;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the dialect of a CSV source; what is not declared is as in {@link CsvOptions#RFC_4180}. */
final class CsvDeclaration {
    private static final Map<String, QuotedNewlines> QUOTED_NEWLINES = Scalars.words(QuotedNewlines.class);
    private static final CsvOptions DEFAULT = CsvOptions.RFC_4180;
    private static final int LARGEST_RECORD = 1 << 30;
    private static final int MOST_SKIPPED = 1000;
    private static final int LONGEST_DELIMITER = 20;

    /** What may be declared. */
    static final List<FormatKey> KEYS = List.of(
            FormatKey.text("delimiter", ",", "1 to 20 characters, or tab"),
            FormatKey.text("quote", "\"", "One ASCII character, or none"),
            FormatKey.text("escape", null, "The character before a quote within quotes; the quote itself by default"),
            FormatKey.text("encoding", "utf-8", "An IANA character set"),
            FormatKey.texts("null_text", "Unquoted texts that mean NULL"),
            FormatKey.choice(
                    "quoted_newlines",
                    List.copyOf(QUOTED_NEWLINES.keySet()),
                    "Whether a quoted field may hold a line break; auto looks before it splits a large file"),
            FormatKey.wholeNumber(
                    "max_record_bytes", 1024, LARGEST_RECORD, DEFAULT.maxRecordBytes(), "A longer record is rejected"),
            FormatKey.flag("header", true, "Whether the first record names the columns"),
            FormatKey.wholeNumber(
                    "skip_lines", 0, MOST_SKIPPED, 0, "Lines above the header or the first row, in each file"));

    private final Section csv;

    CsvDeclaration(Section csv) {
        this.csv = csv;
    }

    CsvOptions read() {
        String delimiter = delimiter();
        char quote = quote();
        char escape = character("escape", quote == 0 ? DEFAULT.escape() : quote);
        if (quote != 0 && delimiter.indexOf(quote) >= 0) {
            csv.mistake("the delimiter has the quote in it; the reader could not tell them apart");
        }
        return new CsvOptions(
                delimiter,
                quote,
                escape,
                encoding(),
                nullTexts(),
                csv.choice("quoted_newlines", QUOTED_NEWLINES, DEFAULT.quotedNewlines()),
                maxRecordBytes(),
                hasHeader(),
                skipLines());
    }

    private String delimiter() {
        Declared value = csv.find("delimiter");
        String text = value == null ? null : value.text("what stands between two fields");
        if (value == null || text == null) {
            return DEFAULT.delimiter();
        }
        String delimiter = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        boolean isLine = delimiter.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
        if (delimiter.isEmpty() || delimiter.length() > LONGEST_DELIMITER || !isLine) {
            value.mistake("expected 1 to " + LONGEST_DELIMITER + " characters of one line as delimiter, found \"" + text
                    + "\"");
        }
        return delimiter;
    }

    private char character(String key, char fallback) {
        Declared value = csv.find(key);
        return value == null ? fallback : Objects.requireNonNullElse(Scalars.character(value, key), fallback);
    }

    /** {@code none} is for files without quotes. */
    private char quote() {
        boolean none = csv.has("quote") && csv.text("quote", "").equals("none");
        return none ? 0 : character("quote", DEFAULT.quote());
    }

    private String encoding() {
        Declared value = csv.find("encoding");
        String name = value == null ? null : value.text("the name of a character set, e.g. utf-8");
        if (value == null || name == null) {
            return DEFAULT.encoding();
        }
        Charset charset = charset(name);
        if (charset == null) {
            value.mistake("unknown encoding \"" + name + "\"; expected an IANA name such as utf-8, iso-8859-1"
                    + " or windows-1252");
            return DEFAULT.encoding();
        }
        return charset.name();
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private List<String> nullTexts() {
        Declared value = csv.find("null_text");
        List<String> texts = new ArrayList<>();
        if (value != null) {
            List<Declared> items = value.isList() ? value.items("") : List.of(value);
            for (Declared item : items) {
                String text = item.text("a text that means NULL; quote it");
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return List.copyOf(texts);
    }

    private int maxRecordBytes() {
        Declared value = csv.find("max_record_bytes");
        String expected = "a number of bytes from 1024 to " + LARGEST_RECORD;
        Long bytes = value == null ? null : Scalars.wholeNumber(value, expected, 1024, LARGEST_RECORD);
        return bytes == null ? DEFAULT.maxRecordBytes() : Math.toIntExact(bytes);
    }

    private int skipLines() {
        Declared value = csv.find("skip_lines");
        Long lines = value == null
                ? null
                : Scalars.wholeNumber(value, "a number of lines from 0 to " + MOST_SKIPPED, 0, MOST_SKIPPED);
        return lines == null ? 0 : Math.toIntExact(lines);
    }

    private boolean hasHeader() {
        Declared value = csv.find("header");
        Boolean header = value == null ? null : Scalars.flag(value, "header");
        return header == null || header;
    }
}
