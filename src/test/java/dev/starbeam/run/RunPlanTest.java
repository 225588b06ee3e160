package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Schema;
import dev.starbeam.ingest.csv.CsvFormat;
import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.ingest.file.BeamFiles;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.Compression;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.Committed;
import dev.starbeam.source.FileSource;
import dev.starbeam.source.FileStore;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.SourceFileRecord;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunPlanTest {
    private static final long MB = 1 << 20;

    @Test
    void compressedFilesCountForWhatTheyHoldAndAreReadByOneWorkerEach() throws IOException {
        assertThat(plan("a.csv.gz", 160 * MB).textBytesOf("raw")).isEqualTo(1280 * MB);
        assertThat(plan("a.csv.gz", 1).readsWhole("raw")).isTrue();
        assertThat(plan("a.csv", 1).readsWhole("raw")).isFalse();
    }

    private static RunPlan plan(String file, long size) throws IOException {
        FilesModel source = new FilesModel("raw", file, CsvOptions.RFC_4180, HeaderPolicy.DEFAULT, Schema.of());
        PipelineModel model = new PipelineModel(
                "p", "f", List.of(source), List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of());
        SourceFile listed = new SourceFile(file, size, 0, null, true);
        FileSource files = new FileSource(source, new CsvFormat(), new OneFile(listed));
        Map<String, List<SourceRange>> inputs =
                Map.of("raw", files.plan(Committed.NOTHING).found());
        return new RunPlan(model, "batch", inputs, "staging", Warehouses.target("duckdb:x"), false, "report", 0);
    }

    /** What a batch has read, the next one is told by the ledger. */
    @Test
    void theLedgerKnowsARangeAsItsSourceDoes() throws IOException {
        RunPlan plan = plan("a.csv", 5);
        SourceRange range = plan.rangesOf("raw").get(0);
        SourceFileRecord kept = RunPlanner.record(plan.model(), RunScope.WHOLE, range);
        assertThat(kept.identity()).isEqualTo(range.identity());
        assertThat(new Committed(Set.of(kept.identity())).has(range)).isTrue();
        RunScope part = new RunScope(true, false, "2024-01-01/2024-01-02");
        assertThat(RunPlanner.record(plan.model(), part, range).version()).isNull();
    }

    private record OneFile(SourceFile file) implements FileStore {
        @Override
        public List<SourceFile> list(String whose, String location) {
            return List.of(file);
        }

        @Override
        public boolean seemsPacked(SourceFile listed, Compression declared) {
            return new BeamFiles().seemsPacked(listed, declared);
        }

        @Override
        public boolean isPacked(SourceFile listed, Compression declared) {
            return seemsPacked(listed, declared);
        }
    }
}
