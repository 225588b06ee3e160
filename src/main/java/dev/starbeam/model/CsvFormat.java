package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;

/**
 * The dialect of a CSV source (RFC 4180 and beyond).
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character, or 0 for none
 * @param escape one ASCII character before a quote inside quotes; the quote itself (doubling) by default
 * @param encoding an IANA charset name; UTF-8 by default, a byte order mark is skipped
 * @param nullTexts unquoted texts that mean NULL; by default none (an empty field is the empty text)
 * @param quotedNewlines whether a quoted field may hold a line break
 * @param compression how the file is packed
 * @param maxRecordBytes a record longer than this is rejected
 * @param hasHeader whether the first record names the columns; without it the source must declare them
 */
public record CsvFormat(
        char delimiter,
        char quote,
        char escape,
        String encoding,
        List<String> nullTexts,
        QuotedNewlines quotedNewlines,
        Compression compression,
        int maxRecordBytes,
        boolean hasHeader)
        implements Serializable {

    /** Whether a file may be split at any line break. */
    public enum QuotedNewlines {
        /** Look before splitting a large file. */
        AUTO,
        YES,
        NO
    }

    /** How files are packed. */
    public enum Compression {
        /** By the file name: {@code .gz} is gzip. */
        AUTO,
        NONE,
        GZIP
    }

    /** RFC 4180, UTF-8, records up to 16 MiB. */
    public static final CsvFormat RFC_4180 =
            new CsvFormat(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, Compression.AUTO, 16 << 20, true);
}
