package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.UnreadableSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
    @TempDir
    Path directory;

    @Test
    void aCompressedFileIsOneShardWithOffsetsOfItsContent() throws IOException {
        FilesModel source = source(gzip("a,b\n1,2\n3,4\n"));
        assertThat(CsvFixture.split(source, 4))
                .singleElement()
                .satisfies(shard -> assertThat(shard.end()).isEqualTo(SourceRange.TO_END));
        Content content = CsvFixture.read(source, 8, 3);
        assertThat(content.offsets).containsExactly(4L, 8L);
        assertThat(content.bytesRead).isEqualTo(Files.size(directory.resolve("data.csv.gz")));
    }

    @Test
    void membersFollowEachOtherAndPaddingIsIgnored() throws IOException {
        byte[] file = joined(gzip("a,b\n1,"), gzip(""), gzip("2\n3"), gzip(",4\n"), new byte[700]);
        assertThat(CsvFixture.read(source(file)).rows).hasToString("[[1, 2], [3, 4]]");
    }

    @Test
    void headerFieldsOfEveryKindAreReadOver() throws IOException {
        byte[] plain = gzip("a,b\n1,2\n");
        byte[] header = {
            31, (byte) 139, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 5, 0, 'A', 'p', 1, 0, 9, 'n', 0, 'c', 0, 7, 7
        };
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(CsvFixture.read(source(joined(header, body))).rows).hasToString("[[1, 2]]");
    }

    @Test
    void rowsBeforeACutAreDeliveredAndThenTheReadingFails() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            text.append(random.nextInt()).append(',').append(random.nextInt()).append('\n');
        }
        byte[] packed = gzip(text.toString());
        assertBreaksOff(Arrays.copyOf(packed, packed.length / 2), text.toString(), "ends in the middle");
        assertBreaksOff(Arrays.copyOf(packed, packed.length - 3), text.toString(), "ends in the middle");
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, packed.length / 2, packed.length / 2 + 40, (byte) 0xFF);
        FilesModel source = source(damaged);
        assertThatThrownBy(() -> CsvFixture.read(source))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void aDamagedSecondMemberOrOtherBytesBehindAreNotOverlooked() throws IOException {
        byte[] first = gzip("a,b\n1,2\n");
        byte[] second = gzip("3,4\n");
        assertThatThrownBy(() -> CsvFixture.read(source(joined(first, Arrays.copyOf(second, 7)))))
                .isInstanceOf(UnreadableSourceException.class);
        assertThatThrownBy(() -> CsvFixture.read(source(joined(first, new byte[] {'x'}))))
                .hasMessageContaining("other bytes follow the gzip data");
        byte[] wrongSum = first.clone();
        wrongSum[first.length - 8]++;
        assertThatThrownBy(() -> CsvFixture.read(source(wrongSum))).hasMessageContaining("the gzip data is damaged");
    }

    @Test
    void aFileThatOnlyClaimsToBeGzipIsUnreadable() {
        assertThatThrownBy(() -> CsvFixture.read(source("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("data.csv.gz cannot be read beyond the record at byte 0")
                .hasMessageContaining("it is not gzip data, though its name says so");
    }

    private void assertBreaksOff(byte[] file, String text, String reason) throws IOException {
        FilesModel source = source(file);
        Content content = new Content();
        UnreadableSourceException broken = catchThrowableOfType(
                UnreadableSourceException.class, () -> content.add(source, CsvFixture.whole(source), 4096, 1000));
        assertThat(broken).hasMessageContaining(reason).hasMessageContaining("data.csv.gz");
        assertThat(content.rows).hasSizeGreaterThan(1000);
        assertThat(content.identityHolds()).isTrue();
        String last = content.raws.get(content.raws.size() - 1);
        long end = content.offsets.get(content.offsets.size() - 1) + last.length() + 1;
        assertThat(broken.offset()).isEqualTo(end);
        assertThat(text.substring(0, (int) end)).endsWith(last + "\n");
    }

    private FilesModel source(byte[] bytes) throws IOException {
        Path file = directory.resolve("data.csv.gz");
        Files.write(file, bytes);
        return CsvFixture.source(file, CsvOptions.RFC_4180, "a", "b");
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
