package dev.starbeam.warehouse.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * Several Parquet files as one: their row groups are copied as they are, byte for byte and in order, under a footer of
 * their own. Nothing is decoded, so it costs what copying costs, and memory for the footers.
 */
public final class JoinedFile {
    private JoinedFile() {}

    /**
     * Writes the file called {@code uri}, which gets its name when it is whole; the files that it is made of stay.
     *
     * @param files on any Beam file system whose files can be read from any place; at least one
     * @throws IOException also when they differ in their columns, or one is encrypted or no Parquet file
     */
    public static ParquetFile of(List<String> files, String uri) throws IOException {
        try (UnfinishedFile joined = UnfinishedFile.create(uri)) {
            FileMetaData whole = null;
            List<RowGroup> rowGroups = new ArrayList<>();
            long rows = 0;
            for (String file : files) {
                try (WrittenFile part = WrittenFile.open(file)) {
                    whole = whole == null ? part.footer() : whole;
                    requireEqualColumns(whole, part.footer(), files.get(0), file);
                    long shift = joined.out().position() - WrittenFile.START;
                    part.copyRowGroupsTo(joined.out());
                    part.footer().getRow_groups().forEach(group -> rowGroups.add(shifted(group, shift)));
                    rows += part.footer().getNum_rows();
                }
            }
            if (whole == null) {
                throw new IllegalArgumentException("no files to join");
            }
            return joined.finish(new FileMetaData(whole).setNum_rows(rows).setRow_groups(rowGroups));
        }
    }

    private static void requireEqualColumns(FileMetaData first, FileMetaData other, String firstUri, String uri)
            throws IOException {
        if (!first.getSchema().equals(other.getSchema())) {
            throw new IOException(
                    "the columns of " + firstUri + " and " + uri + " differ; only like files can be joined");
        }
    }

    private static RowGroup shifted(RowGroup group, long shift) {
        RowGroup moved = new RowGroup(group);
        moved.unsetOrdinal();
        if (moved.isSetFile_offset()) {
            moved.setFile_offset(moved.getFile_offset() + shift);
        }
        moved.getColumns().forEach(chunk -> shift(chunk, shift));
        return moved;
    }

    private static void shift(ColumnChunk chunk, long shift) {
        chunk.setFile_offset(chunk.getFile_offset() + shift);
        if (chunk.isSetColumn_index_offset()) {
            chunk.setColumn_index_offset(chunk.getColumn_index_offset() + shift);
        }
        if (chunk.isSetOffset_index_offset()) {
            chunk.setOffset_index_offset(chunk.getOffset_index_offset() + shift);
        }
        ColumnMetaData meta = chunk.getMeta_data();
        meta.setData_page_offset(meta.getData_page_offset() + shift);
        if (meta.isSetDictionary_page_offset()) {
            meta.setDictionary_page_offset(meta.getDictionary_page_offset() + shift);
        }
        if (meta.isSetIndex_page_offset()) {
            meta.setIndex_page_offset(meta.getIndex_page_offset() + shift);
        }
        if (meta.isSetBloom_filter_offset()) {
            meta.setBloom_filter_offset(meta.getBloom_filter_offset() + shift);
        }
    }
}
