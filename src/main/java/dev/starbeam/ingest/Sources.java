package dev.starbeam.ingest;

import dev.starbeam.batch.Field;
import dev.starbeam.ingest.file.BeamFiles;
import dev.starbeam.ingest.jdbc.DatabaseColumns;
import dev.starbeam.ingest.jdbc.JdbcTables;
import dev.starbeam.model.loading.source.SourceCatalog;
import dev.starbeam.model.loading.source.UnknownColumnsException;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.source.FileFormat;
import dev.starbeam.source.FileSource;
import dev.starbeam.source.FileStore;
import dev.starbeam.source.Source;
import dev.starbeam.source.TableSource;
import java.io.IOException;
import java.util.List;

/**
 * From what is declared of a source to the source: files through Beam's file systems, tables through JDBC.
 *
 * @param formats the formats that files may have
 */
public record Sources(List<FileFormat> formats) implements SourceCatalog {
    private static final FileStore FILES = new BeamFiles();

    /** With the formats that come with Starbeam. */
    public static Sources builtIn() {
        return new Sources(Formats.BUILT_IN);
    }

    public Sources {
        formats = List.copyOf(formats);
    }

    /** The source that a declaration stands for. */
    public Source of(SourceModel model) {
        return model.match(
                files -> new FileSource(files, format(files.format().format()), FILES),
                table -> new TableSource(table, new JdbcTables()));
    }

    @Override
    public List<Field> columns(FilesModel source) throws UnknownColumnsException {
        FileFormat format = format(source.format().format());
        try {
            return new FileColumns(source, format).of(FILES.list("header", source.location()));
        } catch (IOException e) {
            throw new UnknownColumnsException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<Field> columns(JdbcModel jdbc) throws UnknownColumnsException {
        try {
            return DatabaseColumns.read(jdbc);
        } catch (IOException e) {
            throw new UnknownColumnsException(String.valueOf(e.getMessage()), e);
        }
    }

    private FileFormat format(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format " + name + " is registered"));
    }
}
