package dev.starbeam.warehouse.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables of schema {@code quality} that hold the groups of incremental marts which are to be built anew. */
public final class GroupsTables {
    private static final Pattern NAME = Pattern.compile("(?i)mart_(.+)_groups_[0-9a-f]{8}");

    private GroupsTables() {}

    /**
     * The name of a mart's table.
     *
     * @param declaration eight digits that tell how the mart is declared
     */
    public static String name(String mart, String declaration) {
        return "mart_" + mart + "_groups_" + declaration;
    }

    /** Those among tables of the schema, by mart, both as the catalogue has them. */
    public static Map<String, List<String>> byMart(Collection<String> tables) {
        return tables.stream()
                .filter(name -> NAME.matcher(name).matches())
                .collect(Collectors.groupingBy(
                        name -> NAME.matcher(name).replaceFirst("$1"), TreeMap::new, Collectors.toList()));
    }
}
