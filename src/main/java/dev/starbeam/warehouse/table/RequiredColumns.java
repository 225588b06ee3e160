package dev.starbeam.warehouse.table;

import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which columns of a fact are never NULL, because staging rejects the rows in which they would be. */
final class RequiredColumns {
    private RequiredColumns() {}

    /** Those that are required columns of the staged entity as they are; whatever else is computed may be NULL. */
    static Set<String> of(FactModel fact, PipelineModel model) {
        Set<String> staged = model.staging().stream()
                .filter(entity -> entity.name().equals(fact.from()))
                .flatMap(entity -> entity.required().stream())
                .collect(Collectors.toSet());
        // What a name stands for further down: a column hides the staged one that is called like it.
        Map<String, Boolean> required = new LinkedHashMap<>();
        for (ColumnModel column : fact.columns()) {
            Optional<String> taken = column.expression().bareColumn();
            boolean isRequired = taken.isPresent() && required.getOrDefault(taken.get(), staged.contains(taken.get()));
            required.put(column.name(), isRequired);
        }
        required.values().removeIf(isRequired -> !isRequired);
        return required.keySet();
    }
}
