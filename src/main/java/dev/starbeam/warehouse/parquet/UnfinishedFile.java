package dev.starbeam.warehouse.parquet;

import dev.starbeam.local.LocalPath;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * A Parquet file under a temporary name beside its own, which {@link #finish} gives it. {@link #close} before that removes
 * it.
 */
final class UnfinishedFile implements Closeable {
    /** What a file begins and ends with. */
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final ResourceId target;
    private final ResourceId temporary;
    private final CountingChannel out;
    private boolean finished;

    private UnfinishedFile(ResourceId target, ResourceId temporary) throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.out = new CountingChannel(FileSystems.create(temporary, MimeTypes.BINARY));
        LocalPath.keepFromOthers(temporary.toString());
        out.write(ByteBuffer.wrap(MAGIC));
    }

    static UnfinishedFile create(String uri) throws IOException {
        return new UnfinishedFile(
                FileSystems.matchNewResource(uri, false),
                FileSystems.matchNewResource(uri + "." + UUID.randomUUID() + ParquetFile.TEMPORARY_SUFFIX, false));
    }

    CountingChannel out() {
        return out;
    }

    /** Writes the footer and gives the file its name, in place of another that has it. */
    ParquetFile finish(FileMetaData footer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer.setCreated_by("starbeam"), bytes);
        PageBuffer end = new PageBuffer();
        end.putBytes(bytes.toByteArray());
        end.putInt(bytes.size());
        end.putBytes(MAGIC);
        out.write(end);
        out.close();
        FileSystems.rename(List.of(temporary), List.of(target));
        finished = true;
        return new ParquetFile(target.toString(), footer.getNum_rows(), out.position());
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            out.close();
            FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
        }
    }
}
