package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a mart is made of that is built group by group: each of its rows is a function of the joined rows of its group,
 * and of nothing else. All parts are texts of the mart's own SQL.
 *
 * @param keys the columns of the mart that tell groups apart
 * @param expressions what each key is of a joined row
 * @param tables what is joined, inner joins only
 * @param select from SELECT up to FROM, without it
 * @param from what stands behind FROM
 * @param where the condition on joined rows; {@code true} when there is none
 * @param grouping from GROUP BY to the end
 */
public record MartGroups(
        List<String> keys,
        List<String> expressions,
        List<Joined> tables,
        String select,
        String from,
        String where,
        String grouping)
        implements Serializable {
    /** A table of the star, and what it is called in the query. */
    public record Joined(String table, String alias) implements Serializable {}

    public MartGroups {
        keys = List.copyOf(keys);
        expressions = List.copyOf(expressions);
        tables = List.copyOf(tables);
    }

    /**
     * The keys of the groups of some joined rows.
     *
     * @param join a further join that picks them, or nothing
     * @param condition what they fulfil, too
     */
    public String keysOf(String join, String condition) {
        String named = IntStream.range(0, keys.size())
                .mapToObj(i -> expressions.get(i) + " as " + quoted(keys.get(i)))
                .collect(Collectors.joining(", "));
        return "select distinct " + named + " from " + from + join + " where (" + where + ") and " + condition;
    }

    /** The mart's rows of the groups whose keys a table holds. */
    public String rowsOf(String touched) {
        String names = IntStream.range(0, keys.size())
                .mapToObj(i -> quoted(keys.get(i)) + " as touched_key_" + i)
                .collect(Collectors.joining(", "));
        String same = IntStream.range(0, keys.size())
                .mapToObj(i -> "touched_groups.touched_key_" + i + " is not distinct from " + expressions.get(i))
                .collect(Collectors.joining(" and "));
        return select + " from " + from + " join (select distinct " + names + " from " + touched
                + ") as touched_groups on " + same + " where " + where + " " + grouping;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
