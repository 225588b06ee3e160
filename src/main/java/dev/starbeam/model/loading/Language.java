package dev.starbeam.model.loading;

import java.util.List;

/**
 * What pipelines may declare beyond the words that every one knows, from the registries of those who read it.
 *
 * @param warehouses what kinds of warehouse have options
 */
public record Language(List<WarehouseOptionsReader> warehouses) {
    /** The words that every pipeline knows. */
    public static final Language PLAIN = new Language(List.of());

    public Language {
        warehouses = List.copyOf(warehouses);
    }
}
