package dev.starbeam.ingest.file;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.model.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;

/** Opens files through Beam's file systems. */
public final class SourceInput {
    private SourceInput() {}

    /**
     * The text of {@code file[start, end)}; a compressed file is always read from its beginning.
     *
     * @throws InvalidSourceException when the declared encoding cannot be read
     * @throws UnreadableSourceException when the file cannot be opened
     */
    public static TextInput open(String file, CsvFormat csv, long start, long end) throws IOException {
        TextEncoding encoding = TextEncoding.of(csv);
        ChannelStream stored = openBytes(file, start, end);
        InputStream bytes = isGzip(file, csv) ? new GzipStream(stored) : stored;
        return encoding.isUtf8()
                ? new Utf8Input(bytes, start, stored::bytesRead)
                : new TranscodedInput(bytes, start, encoding, stored::bytesRead);
    }

    /** The bytes {@code file[start, end)} as stored. */
    public static ChannelStream openBytes(String file, long start, long end) throws UnreadableSourceException {
        try {
            return new ChannelStream(FileSystems.open(FileSystems.matchNewResource(file, false)), start, end);
        } catch (IOException e) {
            throw new UnreadableSourceException(file, start, e);
        }
    }

    static boolean isGzip(String file, CsvFormat csv) {
        return switch (csv.compression()) {
            case AUTO -> file.toLowerCase(Locale.ROOT).endsWith(".gz");
            case NONE -> false;
            case GZIP -> true;
        };
    }
}
