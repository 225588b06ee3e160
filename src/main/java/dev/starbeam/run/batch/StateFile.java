package dev.starbeam.run.batch;

import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.SavedStatistics;
import dev.starbeam.spill.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Where a table's statistics are stored, in their canonical form: equal statistics have equal checksums, on any runner.
 *
 * @param uri the file
 * @param bytes its length
 * @param sha256 its checksum, in hexadecimal digits
 */
public record StateFile(String uri, long bytes, String sha256) {
    /** What the names of such files begin with. */
    public static final String NAME = "state-";

    private static final int BUFFER = 1 << 16;

    /** Stores a table's statistics under a name of this attempt's own. */
    static StateFile write(SavedStatistics state, String table, String directory) throws IOException {
        String uri = WholeFile.newName(directory + "/" + NAME + table, ".bin");
        try (SummedOutput sum = new SummedOutput(WholeFile.create(uri))) {
            OutputStream buffered = new BufferedOutputStream(sum, BUFFER);
            state.writeTo(buffered);
            buffered.flush();
            return new StateFile(uri, sum.bytes(), sum.sha256());
        }
    }

    /**
     * Reads what the table is judged by: of statistics by key only how many keys have how many values.
     *
     * @throws InvalidBatchRecordException when the file is gone, torn, altered or of a newer format
     */
    public QualityState read() throws IOException {
        requireAsStored();
        try (InputStream in = open()) {
            return QualityState.readCounts(in);
        } catch (IllegalArgumentException e) {
            throw new InvalidBatchRecordException("the statistics " + uri + " can't be read: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void requireAsStored() throws IOException {
        SummedOutput sum = new SummedOutput(OutputStream.nullOutputStream());
        try (InputStream in = open()) {
            in.transferTo(sum);
        }
        if (sum.bytes() != bytes || !sum.sha256().equals(sha256)) {
            throw new InvalidBatchRecordException("the statistics " + uri + " are torn or altered: " + sum.bytes()
                    + " bytes where " + bytes + " of another checksum were stored; stage the batch again");
        }
    }

    private InputStream open() throws IOException {
        return WholeFile.open(uri)
                .orElseThrow(() ->
                        new InvalidBatchRecordException("the statistics " + uri + " are gone; stage the batch again"));
    }
}
