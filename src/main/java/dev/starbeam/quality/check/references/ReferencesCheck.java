package dev.starbeam.quality.check.references;

import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code references}: the members that rows refer to exist. */
public final class ReferencesCheck implements CheckDefinition {
    static final String NAME = "references";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.optional("columns", Shape.LIST, "Which references", "all references"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        if (declared.references().isEmpty() && !declared.columns().isDoubtful()) {
            declared.mistake(declared.columns().owner() + " declares no references to check");
            return null;
        }
        List<String> columns = new ArrayList<>();
        for (Declared item : declared.items("columns", "a list of columns")) {
            String name = referenced(declared, item);
            if (name != null) {
                columns.add(name);
            }
        }
        requireWhole(declared, columns);
        return new References(List.copyOf(columns));
    }

    /** Of a reference by several columns all are to be named. */
    private static void requireWhole(DeclaredRule declared, List<String> columns) {
        for (String column : columns) {
            List<ReferenceModel> with = declared.references().stream()
                    .filter(reference -> reference.columns().contains(column))
                    .toList();
            if (with.stream().noneMatch(reference -> columns.containsAll(reference.columns())) && !with.isEmpty()) {
                declared.mistake("\"" + column + "\" is a part of the reference "
                        + with.get(0).columns() + "; name all of its columns");
                return;
            }
        }
    }

    private static @Nullable String referenced(DeclaredRule declared, Declared item) {
        List<String> known = declared.references().stream()
                .map(ReferenceModel::columns)
                .flatMap(List::stream)
                .distinct()
                .toList();
        String name = item.text("the name of a column");
        if (name != null && !known.contains(name) && !declared.columns().isDoubtful()) {
            item.mistake("\"" + name + "\" is no reference of "
                    + declared.columns().owner() + NearestName.hint(name, known));
            return null;
        }
        return name;
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: references, columns: [customer_id]}",
                "orphans",
                "a referenced member does not exist",
                "rows in which all the references are NULL",
                "orphans, by left joins with the dimensions' keys");
    }
}
