package dev.starbeam.pipeline.publish;

import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.ingest.file.LineNumbers;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.Compression;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.source.SourceRange;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the lines of the first cases of what was wrong: people look for lines, where programs have offsets. */
final class FaultPlaces {
    private final Map<String, Compression> files = new HashMap<>();
    private final Map<String, SortedMap<Long, Long>> lines = new HashMap<>();

    /** @param ranges what the batch read, by source */
    FaultPlaces(PipelineModel model, Map<String, List<SourceRange>> ranges) {
        for (SourceModel source : model.sources()) {
            if (source instanceof FilesModel read && hasLines(read)) {
                ranges.getOrDefault(source.name(), List.of())
                        .forEach(range -> files.put(range.path(), read.compression()));
            }
        }
    }

    /** Where a line feed is more than one byte, or another one, its byte may be a part of another letter. */
    private static boolean hasLines(FilesModel files) {
        return files.format() instanceof CsvOptions csv
                && Arrays.equals("\n".getBytes(Charset.forName(csv.encoding())), new byte[] {'\n'});
    }

    /** The same counts, with lines where they are found. */
    List<RowCounts> found(List<RowCounts> stages) {
        Map<String, SortedSet<Long>> offsets = new TreeMap<>();
        stages.forEach(stage -> stage.faults().counts().values().forEach(count -> note(count, offsets)));
        offsets.forEach((file, wanted) -> {
            Compression compression = files.get(file);
            if (compression != null) {
                lines.put(file, LineNumbers.of(file, compression, wanted));
            }
        });
        return stages.stream()
                .map(stage -> stage.with(stage.faults().mapped((kind, count) -> placed(count))))
                .toList();
    }

    private static void note(FaultCount count, Map<String, SortedSet<Long>> offsets) {
        FaultCount.Seen first = count.first();
        if (first != null) {
            offsets.computeIfAbsent(first.file(), file -> new TreeSet<>()).add(first.offset());
        }
    }

    private FaultCount placed(FaultCount count) {
        FaultCount.Seen first = count.first();
        SortedMap<Long, Long> known = first == null ? null : lines.get(first.file());
        return first == null || known == null ? count : count.atLine(known.getOrDefault(first.offset(), 0L));
    }
}
