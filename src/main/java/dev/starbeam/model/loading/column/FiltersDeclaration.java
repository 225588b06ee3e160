package dev.starbeam.model.loading.column;

import dev.starbeam.expression.Expression;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Section;
import java.util.ArrayList;
import java.util.List;

/** Reads filters: a map of name to condition. */
public final class FiltersDeclaration {
    private FiltersDeclaration() {}

    /** The filters of a section without fault; none when it declares none. */
    public static List<FilterModel> read(Section section, DeclaredExpressions expressions, Scope scope) {
        Declared declared = section.find("filters");
        List<FilterModel> filters = new ArrayList<>();
        if (declared != null) {
            for (Entry entry : declared.entries("a map of filter name to condition")) {
                Expression condition = expressions.readCondition(entry.value(), scope);
                if (entry.hasValidName("filter") && condition != null) {
                    filters.add(new FilterModel(entry.name(), condition));
                }
            }
        }
        return List.copyOf(filters);
    }
}
