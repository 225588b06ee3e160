package dev.starbeam.model.loading.star;

import dev.starbeam.batch.Field;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnDuplicate;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lookups in order; what one fetches the next may use as key. */
final class LookupsDeclaration {
    private static final Map<String, OnUnmatched> ON_UNMATCHED = Scalars.words(OnUnmatched.class);
    private static final Map<String, OnDuplicate> ON_DUPLICATE = Scalars.words(OnDuplicate.class);

    private final Tables tables;
    private final Scope ours;

    private LookupsDeclaration(Tables tables, Scope ours) {
        this.tables = tables;
        this.ours = ours;
    }

    /**
     * The lookups of a section without fault.
     *
     * @param ours the columns of the rows that look up; grows with what is fetched
     */
    static List<LookupModel> read(Section section, Tables tables, Scope ours) {
        Declared declared = section.find("lookups");
        List<LookupModel> lookups = new ArrayList<>();
        if (declared != null) {
            LookupsDeclaration reader = new LookupsDeclaration(tables, ours);
            for (Entry entry : declared.entries("a map of staged entity to lookup")) {
                LookupModel lookup = reader.readLookup(entry);
                if (lookup != null) {
                    lookups.add(lookup);
                }
            }
        }
        return List.copyOf(lookups);
    }

    private @Nullable LookupModel readLookup(Entry entry) {
        Scope theirs = tables.staged(entry.name(), entry.key());
        Section section = entry.value().section("lookup " + entry.name(), Vocabulary.LOOKUP);
        Declared on = section == null ? null : section.require("on", "the key, a column or {our column: their column}");
        Declared columns = section == null ? null : section.require("columns", "what to fetch");
        List<Fetched> fetched = columns == null ? List.of() : fetched(columns, theirs);
        fetched.forEach(column -> ours.put(column.as()));
        if (section == null || on == null || columns == null || theirs == null) {
            return null;
        }
        List<String> probeKeys = new ArrayList<>();
        List<String> buildKeys = new ArrayList<>();
        readKeys(on, theirs, probeKeys, buildKeys);
        return new LookupModel(
                entry.name(),
                List.copyOf(probeKeys),
                List.copyOf(buildKeys),
                fetched,
                section.choice("on_unmatched", ON_UNMATCHED, OnUnmatched.KEEP),
                section.choice("on_duplicate", ON_DUPLICATE, OnDuplicate.FAIL));
    }

    private void readKeys(Declared on, Scope theirs, List<String> probeKeys, List<String> buildKeys) {
        if (on.isMap()) {
            for (Entry pair : on.entries("")) {
                Field our = ours.resolve(pair.name(), pair.key());
                addKey(our, theirs.resolve(pair.value()), pair.value(), probeKeys, buildKeys);
            }
            return;
        }
        for (Declared key : on.isList() ? on.items("") : List.of(on)) {
            addKey(ours.resolve(key), theirs.resolve(key), key, probeKeys, buildKeys);
        }
    }

    private void addKey(
            @Nullable Field our, @Nullable Field their, Declared at, List<String> probeKeys, List<String> buildKeys) {
        if (our == null || their == null) {
            return;
        }
        if (!our.type().equals(their.type())) {
            at.mistake("keys of different types: \"" + our.name() + "\" is " + our.type() + ", \"" + their.name()
                    + "\" of the entity looked into is " + their.type() + "; stage both with one type");
        }
        if (buildKeys.contains(their.name())) {
            at.mistake(
                    "\"" + their.name() + "\" is a key already; each column of the entity looked into can be one once");
            return;
        }
        probeKeys.add(our.name());
        buildKeys.add(their.name());
    }

    private List<Fetched> fetched(Declared columns, @Nullable Scope theirs) {
        List<Fetched> fetched = new ArrayList<>();
        if (columns.isMap()) {
            for (Entry entry : columns.entries("")) {
                if (entry.hasValidName("column")) {
                    fetch(entry.name(), entry.key(), entry.value(), theirs, fetched);
                }
            }
            return List.copyOf(fetched);
        }
        for (Declared item : columns.items("a list of columns, or a map of our name to their name")) {
            String name = item.text("the name of a column");
            if (name != null) {
                fetch(name, item, item, theirs, fetched);
            }
        }
        return List.copyOf(fetched);
    }

    private void fetch(String as, Declared at, Declared their, @Nullable Scope theirs, List<Fetched> fetched) {
        boolean taken = (!ours.isDoubtful() && ours.contains(as))
                || fetched.stream().anyMatch(other -> other.as().name().equals(as));
        if (taken) {
            at.mistake("there is already a column \"" + as + "\"; fetch it under another name:"
                    + " columns: {new_name: " + as + "}");
            return;
        }
        Field field = theirs == null ? null : theirs.resolve(their);
        if (field == null) {
            ours.putDoubtful(as);
        } else {
            fetched.add(new Fetched(field.name(), new Field(as, field.type())));
        }
    }
}
