package dev.starbeam.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.run.RunScope;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.warehouse.WarehouseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which load files of a batch stay when another has published one of the two files that it reads. */
class OverlapTest {
    private static final SourceRange PUBLISHED = range("orders.csv");
    private static final SourceRange NEW = range("orders-2.csv");

    @TempDir
    Path directory;

    private PipelineModel model;

    @BeforeEach
    void declare() throws Exception {
        Shop shop = Shop.in(directory);
        model = PipelineLoader.load(
                shop.directory(),
                Map.of("raw", directory.toString()),
                System::getenv,
                CommandLine.sources(),
                Declaration.LANGUAGE);
    }

    @Test
    void filesOfNewRowsStay() {
        LoadFile kept = file("new", 5, NEW);
        assertThat(overlap(file("published", 5, PUBLISHED), kept).files()).containsExactly(kept);
    }

    @Test
    void aFileOfBothIsRefused() {
        Overlap overlap = overlap(file("both", 5, PUBLISHED, NEW));
        assertThatThrownBy(overlap::files)
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("of orders.csv, together with new ones in both");
    }

    @Test
    void aFileOfWhichNothingIsKnownMayHoldAllOfThem() {
        assertThatThrownBy(overlap(file("unknown", 5))::files).isInstanceOf(WarehouseException.class);
    }

    /** As when all rows of a shard were rejected: it holds none that anybody could have published. */
    @Test
    void aFileWithoutRowsOverlapsWithNothing() {
        LoadFile empty = file("empty", 0);
        LoadFile kept = file("new", 5, NEW);
        assertThat(overlap(empty, kept).files()).containsExactly(empty, kept);
    }

    private Overlap overlap(LoadFile... files) {
        List<SourceRange> ranges = List.of(PUBLISHED, NEW);
        PlannedBatch planned = new PlannedBatch(
                "shop", "b2", "f00d", "duckdb:x", "staging", 0, RunScope.NEW_FILES, Map.of("raw_orders", ranges));
        BatchRecord record = new BatchRecord(planned, 0, List.of(files), List.of(), List.of(), CalendarSpan.NONE);
        return new Overlap(model, record, ranges, Set.of(PUBLISHED));
    }

    private static LoadFile file(String uri, long rows, SourceRange... of) {
        return new LoadFile(
                "fact_orders",
                uri,
                rows,
                100,
                List.of(of).stream()
                        .map(range -> new RowRange(range.path(), 0, 9))
                        .toList());
    }

    private static SourceRange range(String path) {
        return SourceRange.of("raw_orders", new SourceFile(path, 100, 1, null, true));
    }
}
