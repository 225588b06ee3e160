package dev.starbeam.model.loading;

import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.loading.quality.RuleDeclaration;
import java.util.List;

/**
 * What pipelines may declare beyond the words that every one knows, from the registries of those who read it.
 *
 * @param warehouses what kinds of warehouse have options
 * @param dialects the SQL of the kinds of warehouse, for marts
 * @param checks the kinds of checks there are
 */
public record Language(
        List<WarehouseOptionsDeclaration> warehouses,
        List<MartDialect> dialects,
        List<? extends RuleDeclaration> checks) {
    public Language {
        warehouses = List.copyOf(warehouses);
        dialects = List.copyOf(dialects);
        checks = List.copyOf(checks);
    }
}
