package dev.starbeam.model.loading;

import dev.starbeam.expression.Expression;
import dev.starbeam.model.FilterModel;
import java.util.ArrayList;
import java.util.List;

/** Reads filters: a map of name to condition. */
final class FiltersReader {
    private FiltersReader() {}

    /** The filters of a section without fault; none when it declares none. */
    static List<FilterModel> read(Section section, ExpressionReader expressions, Scope scope) {
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
