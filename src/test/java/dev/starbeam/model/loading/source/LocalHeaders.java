package dev.starbeam.model.loading.source;

import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.model.source.FilesModel;
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

/** Reads headers without quotes of local CSV files, plain or gzip. */
public final class LocalHeaders implements NamedColumns.Names {
    private int reads;

    public int reads() {
        return reads;
    }

    @Override
    public List<String> of(FilesModel source) throws UnknownColumnsException {
        reads++;
        CsvOptions csv = (CsvOptions) source.format();
        String location = source.location();
        Path file = first(location);
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = location.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, Charset.forName(csv.encoding())))) {
            String header = lines.readLine();
            return header == null || !csv.hasHeader()
                    ? List.of()
                    : List.of(header.split(Pattern.quote(csv.delimiter())));
        } catch (IOException e) {
            throw new UnknownColumnsException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path first(String location) throws UnknownColumnsException {
        Path path = Path.of(location);
        Path folder = path.getParent() == null ? Path.of("") : path.getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> folder.getFileSystem()
                            .getPathMatcher("glob:" + path.getFileName())
                            .matches(file.getFileName()))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new UnknownColumnsException("no file matches " + location));
        } catch (IOException e) {
            throw new UnknownColumnsException("no file matches " + location, e);
        }
    }
}
