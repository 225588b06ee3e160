package dev.starbeam.cli;

import dev.starbeam.ingest.csv.CsvHeaders;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.jdbc.DatabaseColumns;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.JdbcModel;
import dev.starbeam.model.SourceModel;
import dev.starbeam.model.loading.source.SourceHeaders;
import dev.starbeam.model.loading.source.UnreadableSourceException;
import java.io.IOException;
import java.util.List;

/** Reads headers through Beam's file systems, and asks databases. */
final class FileHeaders implements SourceHeaders {
    @Override
    public List<String> read(String location, CsvFormat csv) throws UnreadableSourceException {
        try {
            if (!csv.hasHeader()) {
                SourceFiles.list(
                        new SourceModel("header", location, csv, HeaderPolicy.DEFAULT, dev.starbeam.batch.Schema.of()));
                return List.of();
            }
            return CsvHeaders.read(location, csv);
        } catch (IOException e) {
            throw new UnreadableSourceException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> read(JdbcModel jdbc) throws UnreadableSourceException {
        try {
            return DatabaseColumns.read(jdbc);
        } catch (IOException e) {
            throw new UnreadableSourceException(String.valueOf(e.getMessage()));
        }
    }
}
