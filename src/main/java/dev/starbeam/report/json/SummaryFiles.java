package dev.starbeam.report.json;

import dev.starbeam.local.LocalPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/** Writes and reads the summary on any Beam file system; an older file of the name is replaced. */
public final class SummaryFiles {
    private SummaryFiles() {}

    public static void write(String uri, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (WritableByteChannel channel = FileSystems.create(FileSystems.matchNewResource(uri, false), "text/plain")) {
            LocalPath.keepFromOthers(uri);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Whether something was written. */
    public static boolean exists(String uri) throws IOException {
        return !LocalPath.isMissing(uri)
                && FileSystems.match(uri, EmptyMatchTreatment.ALLOW).metadata().size() > 0;
    }

    /** What was written. */
    public static String read(String uri) throws IOException {
        if (LocalPath.isMissing(uri)) {
            throw new FileNotFoundException(uri);
        }
        try (InputStream in = Channels.newInputStream(
                FileSystems.open(FileSystems.matchSingleFileSpec(uri).resourceId()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
