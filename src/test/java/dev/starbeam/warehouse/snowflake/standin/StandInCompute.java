package dev.starbeam.warehouse.snowflake.standin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which warehouses run. They resume by themselves when a statement has to be computed, and are suspended when told. */
final class StandInCompute {
    private static final Pattern USE = Pattern.compile("(?i)^use warehouse (\\S+)$");
    private static final Pattern SUSPEND = Pattern.compile("(?i)^alter warehouse (\\S+) suspend$");
    private static final Set<String> COMPUTED = Set.of("copy", "insert", "update", "delete", "merge", "with");

    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** The warehouse that is in use after the statement, given the one before. */
    String run(String sql, String inUse) {
        Matcher use = USE.matcher(sql);
        Matcher suspend = SUSPEND.matcher(sql);
        if (use.matches()) {
            return use.group(1);
        }
        if (suspend.matches() && !running.remove(suspend.group(1))) {
            throw new StandInRefusal(
                    90064, "22000", "Invalid state. Warehouse '" + suspend.group(1) + "' cannot be suspended.");
        }
        if (isComputed(sql)) {
            if (inUse.isEmpty()) {
                throw new StandInRefusal(606, "57P03", "No active warehouse selected in the current session.");
            }
            running.add(inUse);
        }
        return inUse;
    }

    private static boolean isComputed(String sql) {
        String verb = StandInSql.verb(sql);
        return COMPUTED.contains(verb)
                || verb.equals("select") && sql.contains(" from ")
                || sql.matches("(?is)create or replace (transient )?(dynamic )?table .* as\\s.*");
    }
}
