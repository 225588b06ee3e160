package dev.starbeam.model.loading.yaml;

import java.util.regex.Pattern;

/** What can be a name: something every warehouse takes without quotes, and that no statement can be hidden in. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private Names() {}

    /** Whether {@code name} is a name and not reserved; if not, reports it at {@code at}. */
    public static boolean check(String name, Declared at, String what) {
        if (!NAME.matcher(name).matches()) {
            at.mistake("\"" + shown(name) + "\" cannot name a " + what
                    + "; expected letters, digits and underscores, at most 128, and no digit first");
            return false;
        }
        if (name.startsWith("_")) {
            at.mistake("\"" + name + "\" cannot name a " + what + "; names with a leading underscore are reserved"
                    + " for what Starbeam adds, e.g. _source_file");
            return false;
        }
        return true;
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /**
     * What a dimension is about: {@code dim_customers} → {@code customer}. Drops {@code dim_} and the plural's ending:
     * {@code ies} becomes {@code y}; {@code sses shes ches xes zes} lose {@code es}; any other {@code s} is lost,
     * unless it follows an {@code s}, {@code u} or {@code i} (class, status, analysis).
     */
    public static String singular(String dimension) {
        String name = dimension.startsWith("dim_") && dimension.length() > 4 ? dimension.substring(4) : dimension;
        if (name.matches(".+[^aeiou]ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        if (name.matches(".+(ss|sh|ch|x|z)es")) {
            return name.substring(0, name.length() - 2);
        }
        return name.matches(".*[^sui]s") ? name.substring(0, name.length() - 1) : name;
    }

    /** A reference's key to the date dimension: {@code ordered_at} → {@code ordered_date_key}. */
    public static String dateKey(String column) {
        return column.replaceFirst("(?<=.)_(at|on|date|time)$", "") + "_date_key";
    }
}
