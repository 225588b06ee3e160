package dev.starbeam.model.loading.source;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.ingest.Formats;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.source.FileFormat;
import java.util.List;

/**
 * The formats that come with Starbeam, over files whose columns, all text, the test names.
 *
 * @param names asked for the columns of a source
 */
public record NamedColumns(Names names) implements SourceCatalog {
    /** Names the columns of a source. */
    @FunctionalInterface
    public interface Names {
        List<String> of(FilesModel source) throws UnknownColumnsException;
    }

    /** The columns as fields. */
    public static List<Field> text(List<String> names) {
        return names.stream().map(name -> new Field(name, ColumnType.TEXT)).toList();
    }

    @Override
    public List<FileFormat> formats() {
        return Formats.BUILT_IN;
    }

    @Override
    public List<Field> columns(FilesModel source) throws UnknownColumnsException {
        return text(names.of(source));
    }
}
