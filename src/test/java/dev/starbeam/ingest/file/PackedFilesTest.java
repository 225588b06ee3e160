package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.starbeam.model.source.Compression;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.UnreadableSourceException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of each kind of packing, and what is left of them when they are cut or damaged. */
class PackedFilesTest {
    private static final byte[] TEXT = "id,name\n1,one\n2,two\n".repeat(5000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(Codec.class)
    void contentSaysHowAFileIsPackedWhateverItsName(Codec codec) throws IOException {
        byte[] packed = pack(codec, TEXT);
        assertThat(read(packed, ".csv", Compression.AUTO)).isEqualTo(TEXT);
        assertThat(read(packed, "." + codec.word(), Compression.AUTO)).isEqualTo(TEXT);
        assertThat(read(packed, ".csv", Compression.valueOf(codec.name()))).isEqualTo(TEXT);
        assertThat(read(packed, ".csv", Compression.NONE)).isEqualTo(packed);
        assertThat(isPacked(packed, Compression.AUTO)).isTrue();
        assertThat(isPacked(packed, Compression.NONE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void piecesThatWerePackedOneByOneAreReadToTheEnd(Codec codec) throws IOException {
        byte[] first = pack(codec, "a,b\n1,".getBytes(StandardCharsets.UTF_8));
        byte[] last = pack(codec, "2\n".getBytes(StandardCharsets.UTF_8));
        byte[] joined = joined(first, pack(codec, new byte[0]), last);
        assertThat(read(joined, ".csv", Compression.AUTO)).asString().isEqualTo("a,b\n1,2\n");
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aNameOrDeclarationThatIsNotTrueMakesAFileUnreadable(Codec codec) throws IOException {
        byte[] plain = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        String suffix = codec == Codec.GZIP ? ".csv.gz" : codec == Codec.ZSTD ? ".CSV.ZST" : ".bz2";
        assertThatThrownBy(() -> read(plain, suffix, Compression.AUTO))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("it is not " + codec.word() + " data, though its name says so");
        assertThatThrownBy(() -> read(plain, ".csv", Compression.valueOf(codec.name())))
                .hasMessageContaining("it is not " + codec.word() + " data, though it is declared to be");
        assertThat(read(plain, suffix, Compression.NONE)).isEqualTo(plain);
        assertThat(read(new byte[0], suffix, Compression.AUTO)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void otherBytesBehindAreNotOverlooked(Codec codec) {
        byte[] followed = joined(pack(codec, TEXT), "no data".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(followed, ".csv", Compression.AUTO)).isInstanceOf(IOException.class);
    }

    /** Text that only looks a little like it. */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void plainTextIsNotTakenForPacked(Codec codec) throws IOException {
        for (String text : new String[] {"", "B", "BZh1,x\n", "(,b\n1,2\n", "P*,x\n", "\u001F,x\n"}) {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            assertThat(codec.begins(plain)).as(text).isFalse();
            assertThat(read(plain, ".csv", Compression.AUTO)).isEqualTo(plain);
        }
    }

    @Property(tries = 150)
    void damageNeverPassesAsOtherContent(@ForAll Codec codec, @ForAll byte[] content, @ForAll int seed)
            throws IOException {
        byte[] packed = pack(codec, content);
        Random random = new Random(seed);
        byte[] damaged = packed.clone();
        damaged[10 + random.nextInt(packed.length - 10)] ^= (byte) (1 << random.nextInt(8));
        try {
            // A bit that pads the last byte of the packed data stands for nothing.
            assertThat(read(damaged, ".csv", Compression.AUTO)).isEqualTo(content);
        } catch (ZipException | EOFException e) {
            assertThat(e).hasMessageContaining(codec.word() + " data");
        } catch (UnreadableSourceException e) {
            assertThat(e).hasMessageContaining("cannot be read");
        }
    }

    @Property(tries = 100)
    void aCutNeverPasses(@ForAll Codec codec, @ForAll byte[] content, @ForAll int seed) throws IOException {
        byte[] packed = pack(codec, content);
        assertThat(read(packed, ".csv", Compression.AUTO)).isEqualTo(content);
        int least = Codec.FIRST_BYTES;
        byte[] cut = Arrays.copyOf(packed, least + new Random(seed).nextInt(packed.length - least));
        assertThatThrownBy(() -> read(cut, ".csv", Compression.AUTO)).isInstanceOf(IOException.class);
    }

    private static byte[] read(byte[] bytes, String suffix, Compression declared) throws IOException {
        Path file = Files.createTempFile("packed", suffix);
        try {
            Files.write(file, bytes);
            try (FileContent content = FileContent.open(file.toString(), declared, 0, SourceRange.TO_END)) {
                byte[] read = content.readAllBytes();
                assertThat(content.bytesRead()).isEqualTo(bytes.length);
                return read;
            }
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isPacked(byte[] bytes, Compression declared) throws IOException {
        Path file = Files.createTempFile("packed", ".csv");
        try {
            Files.write(file, bytes);
            return new BeamFiles().isPacked(new SourceFile(file.toString(), bytes.length, 0, null, true), declared);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] pack(Codec codec, byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer(codec, packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static OutputStream packer(Codec codec, OutputStream packed) throws IOException {
        return switch (codec) {
            case GZIP -> new GZIPOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed).setChecksum(true);
            case BZIP2 -> new BZip2CompressorOutputStream(packed);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
