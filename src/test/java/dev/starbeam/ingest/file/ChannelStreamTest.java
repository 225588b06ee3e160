package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.source.SourceRange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A piece of a file, of one that seeks and of one that doesn't. */
class ChannelStreamTest {
    private static final byte[] BYTES = new byte[200_000];

    static {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = (byte) (i * 31 + i / 251);
        }
    }

    @TempDir
    Path directory;

    private ReadableByteChannel channel(boolean seeks) throws IOException {
        Path file = directory.resolve("bytes");
        return seeks
                ? Files.newByteChannel(Files.write(file, BYTES))
                : Channels.newChannel(new ByteArrayInputStream(BYTES));
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        return (int) sum.getValue();
    }

    @Test
    void aRangeIsReadAndCounted() throws IOException {
        for (boolean seeks : new boolean[] {true, false}) {
            try (ChannelStream stream = ChannelStream.of(channel(seeks), 150_000, 150_300)) {
                byte[] read = stream.readAllBytes();
                assertThat(read).isEqualTo(Arrays.copyOfRange(BYTES, 150_000, 150_300));
                assertThat(stream.read()).isEqualTo(-1);
                assertThat(stream.bytesRead()).isEqualTo(seeks ? 300 : 150_300);
                assertThat(stream.sum()).isEqualTo(sum(seeks ? read : Arrays.copyOf(BYTES, 150_300)));
                assertThat(stream.hasFailed()).isFalse();
            }
        }
    }

    @Test
    void bytesComeOneByOneAndUnsigned() throws IOException {
        try (ChannelStream stream = ChannelStream.of(channel(true), 0, SourceRange.TO_END)) {
            for (int i = 0; i < 300; i++) {
                assertThat(stream.read()).isEqualTo(BYTES[i] & 0xFF);
            }
            assertThat(stream.bytesRead()).isEqualTo(300);
        }
    }

    @Test
    void toTheEndIsWhateverThereIs() throws IOException {
        try (ChannelStream stream = ChannelStream.of(channel(false), 199_990, SourceRange.TO_END)) {
            assertThat(stream.readAllBytes()).hasSize(10);
        }
        try (ChannelStream stream = ChannelStream.of(channel(false), 300_000, SourceRange.TO_END)) {
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.hasFailed()).isFalse();
        }
    }

    @Test
    void aFileThatHasBecomeShorterIsNoWholeFile() throws IOException {
        try (ChannelStream stream = ChannelStream.of(channel(true), 199_990, 200_001)) {
            assertThat(stream.readNBytes(10)).hasSize(10);
            assertThatThrownBy(stream::read)
                    .isInstanceOf(EOFException.class)
                    .hasMessage(
                            "the file ends at byte 200000, but when it was listed it had at least 200001 bytes; it was"
                                    + " replaced or cut off since");
            assertThat(stream.hasFailed()).isTrue();
        }
    }

    @Test
    void aKeeperThatFailsIsToldFromContentThatDoes() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        try (ChannelStream stream = ChannelStream.of(Channels.newChannel(broken), 0, SourceRange.TO_END)) {
            assertThatThrownBy(stream::read).hasMessage("gone");
            assertThat(stream.hasFailed()).isTrue();
        }
    }

    @Test
    void theChannelIsClosedWithItsStreamAndWhereItCantBegin() throws IOException {
        ReadableByteChannel whole = channel(true);
        ChannelStream.of(whole, 0, 10).close();
        assertThat(whole.isOpen()).isFalse();

        Unreadable unreadable = new Unreadable();
        assertThatThrownBy(() -> ChannelStream.of(unreadable, 5, 10)).hasMessage("no first byte");
        assertThat(unreadable.isOpen()).isFalse();
    }

    private static final class Unreadable implements ReadableByteChannel {
        private boolean open = true;

        @Override
        public int read(ByteBuffer target) throws IOException {
            throw new IOException("no first byte");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
