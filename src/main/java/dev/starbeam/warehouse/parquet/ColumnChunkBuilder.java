package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/** One column of the row group under way: its pages, encoded, in memory. */
final class ColumnChunkBuilder {
    private final Field field;
    private final ParquetCompression compression;
    private final ValueEncoder encoder;
    private final PageBuffer page = new PageBuffer();
    private final PageBuffer pages = new PageBuffer();
    private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
    private long rows;
    private long nulls;
    private long unpackedBytes;

    ColumnChunkBuilder(Field field, ParquetCompression compression) {
        this.field = field;
        this.compression = compression;
        this.encoder = ValueEncoder.of(field.type());
    }

    long bytes() {
        return pages.size();
    }

    /** Appends the column as one data page. */
    void append(Column column) throws IOException {
        page.truncate(0);
        RunEncoding.putLevels(page, column.validity());
        Encoding encoding = encoder.encode(column, page);
        encodings.add(encoding);
        DataPageHeader header = new DataPageHeader(column.size(), encoding, Encoding.RLE, Encoding.RLE);
        putPage(pages, PageType.DATA_PAGE, h -> h.setData_page_header(header));
        rows += column.size();
        nulls += column.validity().nullCount();
    }

    /** Writes the chunk at the file's {@code offset}, and begins the next row group's. */
    ColumnChunk writeTo(CountingChannel out) throws IOException {
        long offset = out.position();
        boolean numbered = encoder instanceof TextEncoder && encodings.contains(Encoding.RLE_DICTIONARY);
        if (numbered) {
            writeDictionary((TextEncoder) encoder, out);
        }
        long dataOffset = out.position();
        out.write(pages);
        ColumnMetaData meta = describe(out.position() - offset);
        meta.setData_page_offset(dataOffset);
        if (numbered) {
            meta.setDictionary_page_offset(offset);
        }
        startRowGroup();
        return new ColumnChunk(offset).setMeta_data(meta);
    }

    private void writeDictionary(TextEncoder text, CountingChannel out) throws IOException {
        page.truncate(0);
        text.dictionary().putPlain(page);
        DictionaryPageHeader header = new DictionaryPageHeader(text.dictionary().size(), Encoding.PLAIN);
        encodings.add(Encoding.PLAIN);
        PageBuffer whole = new PageBuffer();
        putPage(whole, PageType.DICTIONARY_PAGE, h -> h.setDictionary_page_header(header));
        out.write(whole);
    }

    private void putPage(PageBuffer target, PageType type, Consumer<PageHeader> kind) throws IOException {
        int unpacked = page.size();
        compression.pack(page);
        PageHeader header = new PageHeader(type, unpacked, page.size());
        kind.accept(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        Util.writePageHeader(header, bytes);
        target.putBytes(bytes.toByteArray());
        target.put(page);
        unpackedBytes += bytes.size() + (long) unpacked;
    }

    private ColumnMetaData describe(long bytes) {
        Statistics statistics = new Statistics().setNull_count(nulls);
        encoder.describe(statistics);
        return new ColumnMetaData(
                        ParquetSchema.physicalType(field.type()),
                        List.copyOf(encodings),
                        List.of(field.name()),
                        compression.codec(),
                        rows,
                        unpackedBytes,
                        bytes,
                        0)
                .setStatistics(statistics);
    }

    private void startRowGroup() {
        pages.truncate(0);
        encodings.clear();
        encodings.add(Encoding.RLE);
        encoder.startRowGroup();
        rows = 0;
        nulls = 0;
        unpackedBytes = 0;
    }
}
