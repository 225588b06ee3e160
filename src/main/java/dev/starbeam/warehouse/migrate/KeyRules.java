package dev.starbeam.warehouse.migrate;

import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How a warehouse that notes keys gives them to tables that are there. */
public interface KeyRules {
    /** For one that has none. */
    KeyRules NONE = new KeyRules() {
        @Override
        public boolean canBeReferredTo(TableSpec dimension, Map<String, PublishedColumn> columns) {
            return false;
        }

        @Override
        public List<String> changes(
                TableSpec table, Map<String, PublishedColumn> columns, Predicate<TableSpec> referable) {
            return List.of();
        }
    };

    /**
     * Whether a foreign key may refer to a dimension that is there.
     *
     * @param columns the dimension's, as the catalogue has them
     */
    boolean canBeReferredTo(TableSpec dimension, Map<String, PublishedColumn> columns);

    /**
     * What follows {@code alter table …}, in order.
     *
     * @param columns the table's, as the catalogue has them; those that it lacks are added before
     * @param referable which dimensions can be referred to
     */
    List<String> changes(TableSpec table, Map<String, PublishedColumn> columns, Predicate<TableSpec> referable);
}
