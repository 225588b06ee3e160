package dev.starbeam.model.loading.source;

import dev.starbeam.model.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads headers without quotes of local files, plain or gzip. */
public final class LocalHeaders implements SourceHeaders {
    private int reads;

    public int reads() {
        return reads;
    }

    @Override
    public List<String> read(String location, CsvFormat csv) throws UnreadableSourceException {
        reads++;
        Path file = first(location);
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = location.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, Charset.forName(csv.encoding())))) {
            String header = lines.readLine();
            return header == null || !csv.hasHeader()
                    ? List.of()
                    : List.of(header.split(Pattern.quote(String.valueOf(csv.delimiter()))));
        } catch (IOException e) {
            throw new UnreadableSourceException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path first(String location) throws UnreadableSourceException {
        Path path = Path.of(location);
        Path folder = path.getParent() == null ? Path.of("") : path.getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> folder.getFileSystem()
                            .getPathMatcher("glob:" + path.getFileName())
                            .matches(file.getFileName()))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new UnreadableSourceException("no file matches " + location));
        } catch (IOException e) {
            throw new UnreadableSourceException("no file matches " + location, e);
        }
    }
}
