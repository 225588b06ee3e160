package dev.starbeam.ingest;

import dev.starbeam.batch.Field;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.ColumnNames;
import dev.starbeam.source.FileFormat;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The columns of a source that does not declare them: those that its first file names. Where files may lack columns, those
 * of all files, so that what only later ones have is there, too.
 */
final class FileColumns {
    /** Most of the time is waiting. */
    private static final int AT_A_TIME = 16;

    private final FilesModel source;
    private final FileFormat format;

    FileColumns(FilesModel source, FileFormat format) {
        this.source = source;
        this.format = format;
    }

    /** @throws InvalidSourceException when no file has a header */
    List<Field> of(List<SourceFile> files) throws IOException {
        boolean mayLackColumns = source.header().missing() == HeaderPolicy.Missing.NULL;
        Optional<List<Field>> columns = mayLackColumns && files.size() > 1 ? ofAll(files) : ofFirst(files);
        return columns.orElseThrow(() -> new InvalidSourceException(source.location()
                + ": every file that matches is empty (0 bytes or only empty lines), so there is no header to read."
                + " Deliver a file with a header, or declare that there is none and which columns there are."));
    }

    private Optional<List<Field>> ofFirst(List<SourceFile> files) throws IOException {
        for (SourceFile file : files) {
            Optional<List<Field>> columns = format.columns(source, file.path());
            if (columns.isPresent()) {
                return columns;
            }
        }
        return Optional.empty();
    }

    private Optional<List<Field>> ofAll(List<SourceFile> files) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Optional<List<Field>>>> headers = files.stream()
                    .map(file -> pool.submit(() -> format.columns(source, file.path())))
                    .toList();
            List<Field> columns = new ArrayList<>();
            boolean any = false;
            for (int i = 0; i < headers.size(); i++) {
                Optional<List<Field>> header = headers.get(i).get();
                any |= header.isPresent();
                addNew(header.orElse(List.of()), columns, files.get(i));
            }
            return any ? Optional.of(List.copyOf(columns)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while headers were read", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Of names that are alike in two files the first counts. */
    private void addNew(List<Field> header, List<Field> columns, SourceFile file) throws InvalidSourceException {
        List<Field> unknown = header.stream()
                .filter(field -> columns.stream().noneMatch(known -> ColumnNames.areAlike(known.name(), field.name())))
                .toList();
        if (!columns.isEmpty() && !header.isEmpty() && unknown.size() == header.size()) {
            throw new InvalidSourceException(file.path() + ": its header has none of the columns of source "
                    + source.name()
                    + ", as the files before it name them: is it another kind of file, or without a header?"
                    + " Move it, or narrow the location.");
        }
        columns.addAll(unknown);
    }
}
