package dev.starbeam.model.loading.quality;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.star.StarTables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.words.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the list of checks. */
public final class QualityDeclaration {
    private static final Map<String, Severity> SEVERITY = Scalars.words(Severity.class);
    private static final Map<String, OnFailure> ON_FAILURE = Scalars.words(OnFailure.class);

    private final StarTables star;
    private final Map<String, RuleDeclaration> kinds = new LinkedHashMap<>();
    private final Set<String> keys;
    private final Mistakes mistakes;
    private final Set<String> ids = new HashSet<>();

    /** @param kinds the kinds of checks there are */
    public QualityDeclaration(StarTables star, List<? extends RuleDeclaration> kinds, Mistakes mistakes) {
        this.star = star;
        this.keys = CheckKeys.names(kinds);
        this.mistakes = mistakes;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /** The checks without fault, in order. */
    public List<CheckModel> read(Declared declared) {
        List<CheckModel> checks = new ArrayList<>();
        for (Declared item : declared.items("a list of checks")) {
            Section section = item.section("check", keys);
            CheckModel check = section == null ? null : readCheck(section);
            if (check != null) {
                checks.add(check);
            }
        }
        return List.copyOf(checks);
    }

    private @Nullable CheckModel readCheck(Section section) {
        Declared declared = section.require("check", NearestName.list(kinds.keySet()));
        RuleDeclaration kind = declared == null ? null : Scalars.choice(declared, "check", kinds);
        String table = table(section);
        StarTables.Judged judged = table == null ? null : star.judged(table);
        if (kind == null || table == null || judged == null) {
            return null;
        }
        checkKeys(section, kind);
        Rule rule = kind.read(new DeclaredRule(section, judged, mistakes));
        Severity severity = section.choice("severity", SEVERITY, Severity.ERROR);
        if (rule == null) {
            return null;
        }
        OnFailure onFailure = onFailure(section, kind, judged, table);
        return new CheckModel(id(section, rule, table), table, rule, severity, onFailure, max(section, onFailure));
    }

    private @Nullable String table(Section section) {
        Declared declared = section.find("table");
        List<String> facts = star.factNames();
        if (declared == null) {
            if (facts.size() > 1) {
                section.mistake("check needs \"table\", as there are several facts; expected "
                        + NearestName.list(star.judgedNames()));
            }
            return facts.size() == 1 ? facts.get(0) : null;
        }
        String name = declared.text("the name of a fact or dimension");
        if (name != null && star.judged(name) == null) {
            declared.mistake(
                    star.isCalendar(name)
                            ? "\"" + name + "\" is generated; there is nothing to check"
                            : "unknown fact or dimension \"" + name + "\""
                                    + NearestName.hint(name, star.judgedNames()));
        }
        return name;
    }

    private void checkKeys(Section section, RuleDeclaration kind) {
        Set<String> taken = CheckKeys.names(kind);
        for (String key : keys) {
            if (section.has(key) && !taken.contains(key)) {
                section.mistake(
                        "check " + kind.name() + " takes no \"" + key + "\"; expected " + NearestName.list(taken));
            }
        }
    }

    private static OnFailure onFailure(Section section, RuleDeclaration kind, StarTables.Judged judged, String table) {
        OnFailure onFailure = section.choice("on_failure", ON_FAILURE, OnFailure.KEEP);
        if (onFailure == OnFailure.QUARANTINE && !kind.flagsRows()) {
            section.mistake("check " + kind.name() + " judges the table as a whole and has no rows to quarantine;"
                    + " expected on_failure: keep");
        } else if (onFailure == OnFailure.QUARANTINE && !judged.isFact()) {
            section.mistake("only rows of facts can be quarantined, a member of " + table
                    + " left out would make orphans; expected on_failure: keep");
        }
        return onFailure;
    }

    private static BigDecimal max(Section section, OnFailure onFailure) {
        Declared declared = section.find("max_share");
        BigDecimal share = declared == null ? null : DeclaredRule.share(declared);
        if (share != null) {
            return share;
        }
        return onFailure == OnFailure.QUARANTINE ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private String id(Section section, Rule rule, String table) {
        Declared declared = section.find("id");
        String id = declared == null ? null : declared.text("text");
        if (declared != null && id != null && !id.matches("[A-Za-z0-9_.,()\\- ]{1,200}")) {
            declared.mistake("\"" + id + "\" cannot be an id; expected letters, digits, spaces and _ . , - ( )");
        }
        String unique = id == null ? table + "." + rule.name() + rule.subject() : id;
        if (!ids.add(unique)) {
            section.mistake("two checks are called \"" + unique + "\"; give this one an id of its own");
        }
        return unique;
    }
}
