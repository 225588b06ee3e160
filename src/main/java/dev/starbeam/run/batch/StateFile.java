package dev.starbeam.run.batch;

import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.spill.WholeFile;
import java.io.IOException;

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

    /** Stores a table's statistics under a name of this attempt's own. */
    static StateFile write(QualityState state, String table, String directory) throws IOException {
        byte[] bytes = state.toBytes();
        String uri = WholeFile.newName(directory + "/" + NAME + table, ".bin");
        WholeFile.write(uri, bytes);
        return new StateFile(uri, bytes.length, Sha256.of(bytes));
    }

    /** @throws InvalidBatchRecordException when the file is gone, torn, altered or of a newer format */
    public QualityState read() throws IOException {
        byte[] stored = WholeFile.read(uri)
                .orElseThrow(() ->
                        new InvalidBatchRecordException("the statistics " + uri + " are gone; stage the batch again"));
        if (stored.length != bytes || !Sha256.of(stored).equals(sha256)) {
            throw new InvalidBatchRecordException("the statistics " + uri + " are torn or altered: " + stored.length
                    + " bytes where " + bytes + " of another checksum were stored; stage the batch again");
        }
        try {
            return QualityState.fromBytes(stored);
        } catch (IllegalArgumentException e) {
            throw new InvalidBatchRecordException("the statistics " + uri + " can't be read: " + e.getMessage());
        }
    }
}
