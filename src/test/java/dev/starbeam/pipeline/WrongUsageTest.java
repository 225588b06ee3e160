package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongUsageTest {
    @TempDir
    Path directory;

    @Test
    void mistakesInTheDeclarationAreToldAllAtOnceWithTheirPlaces() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("total_amount: quantity * unit_prise", "total_amount: quantity * unit_price")
                .declaring("references, severity: wran", "references, severity: warn");
        PipelineRun run = shop.run().expecting(2);
        assertThat(run.err())
                .containsPattern("pipeline.yaml:14:\\d+: .*unit_prise.*unit_price")
                .containsPattern("pipeline.yaml:\\d+:\\d+: .*wran")
                .contains("2 mistakes.");
        assertThat(run.out()).isEmpty();
        assertThat(shop.warehouse()).doesNotExist();
    }

    @Test
    void aSlipInAnOptionIsAnsweredWithTheNearestOne() throws Exception {
        Shop shop = Shop.in(directory);
        assertThat(shop.run("--warehose=duckdb:x").expecting(2).err())
                .contains("no option is called --warehose; did you mean --warehouse?");
        assertThat(shop.run("--onQualityFailure=ignore").expecting(2).err())
                .contains("--onQualityFailure=ignore: expected fail or warn");
        assertThat(shop.run("--warehouse=oracle:x").expecting(2).err()).contains("\"oracle:…\" is none that is known");
        assertThat(shop.run("--batchId=a b").expecting(2).err()).contains("--batchId=a b");
        assertThat(shop.run("--nonsense=1").expecting(2).err()).contains("nonsense");
        assertThat(shop.run("--runner=NoSuchRunner").expecting(2).err()).contains("nosuch runner");
        assertThat(shop.run("publish").expecting(2).err()).contains("unexpected word 'publish'");
    }

    @Test
    void aPipelineThatIsNotThereIsNamed() {
        assertThat(PipelineRun.in(directory, "--pipeline=" + directory.resolve("none"))
                        .expecting(2)
                        .err())
                .contains(directory.resolve("none").toString());
    }

    @Test
    void theLastLineOfStandardOutputIsTheSummary() throws Exception {
        PipelineRun run = Shop.in(directory).run("--batchId=monday").expecting(0);
        assertThat(run.out().strip()).endsWith(Path.of("report", "monday.json").toString());
        assertThat(run.summary().get("batch_id").asText()).isEqualTo("monday");
        assertThat(run.staging().toFile().list()).as("staging files").isNullOrEmpty();
    }
}
