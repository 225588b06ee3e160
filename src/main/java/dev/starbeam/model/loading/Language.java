package dev.starbeam.model.loading;

import dev.starbeam.model.loading.quality.RuleDeclaration;
import java.util.List;

/**
 * What pipelines may declare beyond the words that every one knows, from the registries of those who read it.
 *
 * @param warehouses what kinds of warehouse have options
 * @param checks the kinds of checks there are
 */
public record Language(List<WarehouseOptionsDeclaration> warehouses, List<? extends RuleDeclaration> checks) {
    public Language {
        warehouses = List.copyOf(warehouses);
        checks = List.copyOf(checks);
    }
}
