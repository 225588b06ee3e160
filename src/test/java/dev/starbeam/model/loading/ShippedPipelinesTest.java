package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.PipelineModel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedPipelinesTest {
    @Test
    void onlineRetailIsAValidPipeline() throws InvalidPipelineException {
        PipelineModel model =
                PipelineLoader.load(Path.of("pipelines/online_retail"), Map.of(), name -> null, new LocalHeaders());
        System.out.println(model);
        assertThat(model.marts()).extracting("name").contains("repeat_purchase");
    }
}
