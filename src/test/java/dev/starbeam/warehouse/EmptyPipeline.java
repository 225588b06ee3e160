package dev.starbeam.warehouse;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.WarehouseOptions;
import java.util.List;

/** A pipeline that declares nothing but, perhaps, options of a warehouse. */
public final class EmptyPipeline {
    private EmptyPipeline() {}

    public static PipelineModel named(String name, WarehouseOptions... options) {
        return new PipelineModel(
                name, "f", List.of(), List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(options));
    }
}
