package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.file.LineStarts;
import dev.starbeam.ingest.file.TextInput;
import dev.starbeam.model.FilesModel;
import dev.starbeam.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where records begin by reading all of a file. */
final class RecordStarts {
    private static final int CHUNK_BYTES = 1 << 18;

    private RecordStarts() {}

    /** 0, and the first start of a record at or after each multiple of {@code bytes}. */
    static List<Long> near(FilesModel source, SourceFile file, long bytes) throws IOException {
        CsvOptions csv = CsvOptions.of(source);
        List<Long> starts = new ArrayList<>(List.of(0L));
        RecordTokenizer tokenizer = new RecordTokenizer(csv, 0);
        TextInput text = TextInput.open(file.path(), source.compression(), csv.encoding(), 0, file.size());
        long wanted = bytes;
        try (RecordCursor cursor = new RecordCursor(text, tokenizer, file.path(), CHUNK_BYTES)) {
            for (RecordCursor.Step step = cursor.advance(); step != RecordCursor.Step.END; step = cursor.advance()) {
                if (step == RecordCursor.Step.CHUNK_END) {
                    cursor.refill();
                } else if (cursor.recordOffset() >= wanted) {
                    starts.add(cursor.recordOffset());
                    wanted = LineStarts.multipleAfter(cursor.recordOffset(), bytes);
                }
            }
        }
        return starts;
    }
}
