package dev.starbeam.run.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.StateSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record comes back equal, or not at all. */
class RecordFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/batch-record-1.json");

    @TempDir
    Path directory;

    @Provide
    Arbitrary<BatchRecord> records() {
        return BatchRecords.any();
    }

    @Property(tries = 150)
    void whatIsStoredIsReadBackEqual(@ForAll("records") BatchRecord record) throws IOException {
        Path file = Files.createTempFile("batch", ".json");
        try {
            Files.writeString(file, RecordFile.text(record));
            assertThat(RecordFile.read(file.toString())).isEqualTo(record);
        } finally {
            Files.delete(file);
        }
    }

    /** When this fails, older records can't be read as they were meant: raise the format, and keep reading the old one. */
    @Test
    void formatOneIsAsItWas() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, RecordFile.text(BatchRecords.shop()));
        }
        assertThat(RecordFile.text(BatchRecords.shop())).isEqualTo(Files.readString(GOLDEN));
        assertThat(RecordFile.read(GOLDEN.toString())).isEqualTo(BatchRecords.shop());
    }

    @Test
    void anyChangedByteOfTheRecordIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN);
        String text = new String(whole, StandardCharsets.UTF_8);
        for (String[] change : new String[][] {{"4711", "4712"}, {"\"rows\"", "\"rowz\""}, {"\"ab12\"", "\"ab13\""}}) {
            refused(text.replaceFirst(change[0], change[1]), "is torn or altered: its checksum is another");
        }
        for (int length = 0; length < whole.length - 2; length += 97) {
            refused(new String(whole, 0, length, StandardCharsets.UTF_8), "is torn or altered");
        }
    }

    @Test
    void aNewerFormatIsRefusedAndSaysWhatToDo() throws IOException {
        refused(
                Files.readString(GOLDEN)
                        .replace("\"format\" : 1", "\"format\" : 2")
                        .replace("\"record\"", "\"batch\""),
                "has format 2; this Starbeam knows formats up to 1. Nothing was changed; use the newer Starbeam");
    }

    @Test
    void aRecordThatWentWithItsBatchIsMissed() {
        assertThatThrownBy(() -> RecordFile.read(directory.resolve("gone.json").toString()))
                .isInstanceOf(InvalidBatchRecordException.class)
                .hasMessageContaining("there is no batch record " + directory);
    }

    @Test
    void statisticsComeBackUnlessTheyAreAltered() throws IOException {
        QualityState state = QualityState.of(List.of(new StateSpec.Rows()));
        state.observe(new ColumnBatch(Schema.of(), 7, List.of()), Selection.all(7));
        StateFile stored = BatchRecord.CheckedTable.of("fact", state, new FailureCountState(), directory.toString())
                .statistics();
        assertThat(stored.read()).isEqualTo(state);
        byte[] bytes = Files.readAllBytes(Path.of(stored.uri()));
        bytes[bytes.length - 1] ^= 1;
        Files.write(Path.of(stored.uri()), bytes);
        assertThatThrownBy(stored::read).hasMessageContaining(stored.uri() + " are torn or altered");
        Files.delete(Path.of(stored.uri()));
        assertThatThrownBy(stored::read).hasMessageContaining("are gone; stage the batch again");
    }

    @Test
    void statisticsOfANewerFormatAreRefused() throws IOException {
        byte[] newer = QualityState.blank().toBytes();
        newer[0]++;
        Path file = directory.resolve("state.bin");
        Files.write(file, newer);
        assertThatThrownBy(() -> new StateFile(file.toString(), newer.length, Sha256.of(newer)).read())
                .isInstanceOf(InvalidBatchRecordException.class)
                .hasMessageContaining(file + " can't be read: saved statistics have format " + newer[0])
                .hasMessageContaining("Use the newer Starbeam");
    }

    @Test
    void namingARecordPutsItWhereItIsLookedFor() throws IOException {
        Files.copy(GOLDEN, directory.resolve("batch-1.json"));
        Files.copy(GOLDEN, directory.resolve("batch-2.json"));
        for (String attempt : List.of("batch-1.json", "batch-2.json", "batch-1.json")) {
            String named = RecordFile.name(directory + "/" + attempt);
            assertThat(named).isEqualTo(RecordFile.nameIn(directory.toString()));
            assertThat(RecordFile.read(named)).isEqualTo(BatchRecords.shop());
        }
        assertThat(directory.toFile().list()).hasSize(3);
    }

    private void refused(String content, String message) throws IOException {
        Path file = directory.resolve("batch.json");
        Files.writeString(file, content);
        assertThatThrownBy(() -> RecordFile.read(file.toString()))
                .isInstanceOf(InvalidBatchRecordException.class)
                .hasMessageContaining(message);
    }
}
