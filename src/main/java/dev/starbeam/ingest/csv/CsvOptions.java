package dev.starbeam.ingest.csv;

import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.FormatOptions;
import java.util.List;

/**
 * The dialect of a CSV source (RFC 4180 and beyond).
 *
 * @param delimiter one character or several
 * @param quote one ASCII character, or 0 for none
 * @param escape one ASCII character before a quote inside quotes; the quote itself (doubling) by default
 * @param encoding an IANA charset name; UTF-8 by default, a byte order mark is skipped
 * @param nullTexts unquoted texts that mean NULL; by default none (an empty field is the empty text)
 * @param quotedNewlines whether a quoted field may hold a line break
 * @param maxRecordBytes a record longer than this is rejected
 * @param hasHeader whether the first record names the columns; without it the source must declare them
 * @param skipLines lines at the beginning of each file that are neither header nor rows
 */
public record CsvOptions(
        String delimiter,
        char quote,
        char escape,
        String encoding,
        List<String> nullTexts,
        QuotedNewlines quotedNewlines,
        int maxRecordBytes,
        boolean hasHeader,
        int skipLines)
        implements FormatOptions {

    /** Files that begin with their header or first row. */
    public CsvOptions(
            char delimiter,
            char quote,
            char escape,
            String encoding,
            List<String> nullTexts,
            QuotedNewlines quotedNewlines,
            int maxRecordBytes,
            boolean hasHeader) {
        this(
                String.valueOf(delimiter),
                quote,
                escape,
                encoding,
                nullTexts,
                quotedNewlines,
                maxRecordBytes,
                hasHeader,
                0);
    }

    /** Whether a file may be split at any line break. */
    public enum QuotedNewlines {
        /** Look before splitting a large file. */
        AUTO,
        YES,
        NO
    }

    /** RFC 4180, UTF-8, records up to 16 MiB. */
    public static final CsvOptions RFC_4180 =
            new CsvOptions(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, 16 << 20, true);

    /** The options of a CSV source. */
    static CsvOptions of(FilesModel source) {
        return (CsvOptions) source.format();
    }

    @Override
    public String format() {
        return CsvFormat.NAME;
    }
}
