package dev.starbeam.model.loading.quality;

import dev.starbeam.model.loading.quality.RuleKey.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The keys of checks: those that every check takes, and those of each kind. */
public final class CheckKeys {
    /** The greatest share of flagged rows; every check takes it that flags rows. */
    public static final RuleKey MAX_SHARE = RuleKey.optional(
            "max_share",
            Shape.SHARE,
            "The greatest share of flagged rows that passes; by default 0, with quarantine 1",
            "0, with quarantine 1");

    /** What every check takes; {@code check} itself names the kind. */
    public static final List<RuleKey> COMMON = List.of(
            RuleKey.required("check", Shape.CHOICE, "What is judged"),
            RuleKey.optional(
                    "table", Shape.NAME, "The fact or dimension; not needed where there is one fact", "the fact"),
            RuleKey.choice("severity", "What a failure does", "error", "warn"),
            RuleKey.choice("on_failure", "What happens to flagged rows", "keep", "quarantine"),
            RuleKey.optional(
                    "id",
                    Shape.TEXT,
                    "A name of its own; needed where two checks would be called the same",
                    "table, kind and columns"));

    private CheckKeys() {}

    /** The keys of a kind beside those of every check. */
    public static List<RuleKey> own(RuleDeclaration kind) {
        List<RuleKey> keys = new ArrayList<>(kind.keys());
        if (kind.flagsRows()) {
            keys.add(MAX_SHARE);
        }
        return keys;
    }

    /** The names of all the keys that a kind takes. */
    public static Set<String> names(RuleDeclaration kind) {
        Set<String> names = new TreeSet<>();
        COMMON.forEach(key -> names.add(key.name()));
        own(kind).forEach(key -> names.add(key.name()));
        return names;
    }

    /** The names of the keys that some kind takes. */
    public static Set<String> names(Collection<? extends RuleDeclaration> kinds) {
        Set<String> names = new TreeSet<>();
        kinds.forEach(kind -> names.addAll(names(kind)));
        return names;
    }
}
