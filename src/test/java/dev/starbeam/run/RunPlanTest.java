package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Schema;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.SourceModel;
import dev.starbeam.warehouse.engine.Warehouses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPlanTest {
    private static final long MB = 1 << 20;

    @Test
    void keysAreSpreadMoreWidelyTheMoreThereIsToRead() {
        assertThat(plan("a.csv", 1000).keyPartitionsOf("raw")).isEqualTo(1);
        assertThat(plan("a.csv", 100 * MB).keyPartitionsOf("raw")).isEqualTo(2);
        assertThat(plan("a.csv", 1280 * MB).keyPartitionsOf("raw")).isEqualTo(6);
        assertThat(plan("a.csv", 1_000_000 * MB).keyPartitionsOf("raw")).isEqualTo(1024);
    }

    @Test
    void compressedFilesCountForWhatTheyHoldAndAreReadByOneWorkerEach() {
        assertThat(plan("a.csv.gz", 160 * MB).keyPartitionsOf("raw")).isEqualTo(6);
        assertThat(plan("a.csv.gz", 1).readsWhole("raw")).isTrue();
        assertThat(plan("a.csv", 1).readsWhole("raw")).isFalse();
    }

    private static RunPlan plan(String file, long size) {
        SourceModel source = new SourceModel("raw", file, CsvFormat.RFC_4180, HeaderPolicy.DEFAULT, Schema.of());
        PipelineModel model = new PipelineModel(
                "p", "f", List.of(source), List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of());
        Map<String, List<SourceFile>> inputs = Map.of("raw", List.of(new SourceFile(file, size, 0, null, true)));
        return new RunPlan(model, "batch", inputs, "staging", Warehouses.target("duckdb:x"), false, "report", 0);
    }
}
