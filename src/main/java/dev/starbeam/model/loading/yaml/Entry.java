package dev.starbeam.model.loading.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * One entry of a map.
 *
 * @param name the key's text
 * @param key the key, for its place
 * @param value the value
 */
public record Entry(String name, Declared key, Declared value) {
    /** The entries in order; of a key that is there twice the first, after reporting the others. */
    static List<Entry> of(MappingNode map, Reading reading) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : map.getValue()) {
            Declared key = new Declared(tuple.getKeyNode(), reading);
            PlacedText name = key.rawText("a name");
            if (name == null) {
                continue;
            }
            if (names.add(name.value().toLowerCase(Locale.ROOT))) {
                entries.add(new Entry(name.value(), key, new Declared(tuple.getValueNode(), reading)));
            } else {
                key.mistake("\"" + name.value() + "\" is declared twice here (case does not tell names apart)");
            }
        }
        return entries;
    }

    /** Whether the key can name a table, column or variable; if not, says what a name is. */
    public boolean hasValidName(String what) {
        return Names.check(name, key, what);
    }
}
