package dev.starbeam.model.loading;

import dev.starbeam.model.WarehouseOptions;
import dev.starbeam.model.loading.yaml.Declared;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what pipelines declare about one kind of warehouse, under a key of its own. */
public interface WarehouseOptionsDeclaration {
    /** The key in {@code pipeline.yaml}. */
    String key();

    /**
     * Definitions for the JSON Schema of the language, by name: the one named as the key is of what is under the key. They
     * become part of {@code $defs}, to which they may refer.
     */
    String schema();

    /**
     * Reads and checks it, and reports each mistake where it is.
     *
     * @param tables the columns of each dimension and fact
     * @return nothing when it is no map
     */
    @Nullable
    WarehouseOptions read(Declared declared, Map<String, List<String>> tables);
}
