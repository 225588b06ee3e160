package dev.starbeam.run.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowFilesTest {
    @TempDir
    Path directory;

    /** So many may come before there are as many rows as are written together else. */
    @Test
    void largeRowsDoNotWaitForOthers() throws Exception {
        PublishDirectory files =
                new PublishDirectory(directory.toString(), new LoadFileFormat(ParquetCompression.UNCOMPRESSED, 0));
        try (RejectedRowSink sink = new RejectedRowFiles(files).open("raw")) {
            String raw = "x".repeat(20_000);
            for (int row = 0; row < 100; row++) {
                sink.add(new RejectedRow("raw", "f", row, RejectReason.TOO_FEW_FIELDS, null, "few", raw));
            }
            assertThat(directory).isEmptyDirectory();
            for (int row = 100; row < 300; row++) {
                sink.add(new RejectedRow("raw", "f", row, RejectReason.TOO_FEW_FIELDS, null, "few", raw));
            }
            assertThat(directory).isNotEmptyDirectory();
            assertThat(RejectedRowFiles.staged(sink.finish().orElseThrow()).rows())
                    .isEqualTo(300);
        }
    }
}
