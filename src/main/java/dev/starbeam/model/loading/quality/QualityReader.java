package dev.starbeam.model.loading.quality;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.star.StarTables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.NearestName;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the list of checks. */
public final class QualityReader {
    private static final Map<String, Severity> SEVERITY = Scalars.words(Severity.class);
    private static final Map<String, OnFailure> ON_FAILURE = Scalars.words(OnFailure.class);

    private final StarTables star;
    private final Set<String> ids = new HashSet<>();

    public QualityReader(StarTables star) {
        this.star = star;
    }

    /** The checks without fault, in order. */
    public List<CheckModel> read(Declared declared) {
        List<CheckModel> checks = new ArrayList<>();
        for (Declared item : declared.items("a list of checks")) {
            Section section = item.section("check", Vocabulary.CHECK);
            CheckModel check = section == null ? null : readCheck(section);
            if (check != null) {
                checks.add(check);
            }
        }
        return List.copyOf(checks);
    }

    private @Nullable CheckModel readCheck(Section section) {
        Declared declared = section.require("check", NearestName.list(CheckKind.BY_NAME.keySet()));
        CheckKind kind = declared == null ? null : Scalars.choice(declared, "check", CheckKind.BY_NAME);
        String table = table(section);
        StarTables.Judged judged = table == null ? null : star.judged(table);
        if (kind == null || table == null || judged == null) {
            return null;
        }
        checkKeys(section, kind);
        Rule rule = new RuleReader(section, judged).read(kind);
        Severity severity = section.choice("severity", SEVERITY, Severity.ERROR);
        if (rule == null) {
            return null;
        }
        OnFailure onFailure = onFailure(section, kind, rule, judged, table);
        return new CheckModel(
                id(section, kind, rule, table), table, rule, severity, onFailure, max(section, onFailure));
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

    private static void checkKeys(Section section, CheckKind kind) {
        for (String key : Vocabulary.CHECK.names()) {
            if (section.has(key) && !kind.keys().contains(key)) {
                section.mistake("check " + kind.label() + " takes no \"" + key + "\"; expected "
                        + NearestName.list(kind.keys()));
            }
        }
    }

    private static OnFailure onFailure(
            Section section, CheckKind kind, Rule rule, StarTables.Judged judged, String table) {
        OnFailure onFailure = section.choice("on_failure", ON_FAILURE, OnFailure.KEEP);
        if (onFailure == OnFailure.QUARANTINE && !rule.flagsRows()) {
            section.mistake("check " + kind.label() + " judges the table as a whole and has no rows to quarantine;"
                    + " expected on_failure: keep");
        } else if (onFailure == OnFailure.QUARANTINE && !judged.isFact()) {
            section.mistake("only rows of facts can be quarantined, a member of " + table
                    + " left out would make orphans; expected on_failure: keep");
        }
        return onFailure;
    }

    private static BigDecimal max(Section section, OnFailure onFailure) {
        Declared declared = section.find("max_share");
        BigDecimal share = declared == null ? null : RuleReader.share(declared);
        if (share != null) {
            return share;
        }
        return onFailure == OnFailure.QUARANTINE ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private String id(Section section, CheckKind kind, Rule rule, String table) {
        Declared declared = section.find("id");
        String id = declared == null ? null : declared.text("text");
        if (declared != null && id != null && !id.matches("[A-Za-z0-9_.,()\\- ]{1,200}")) {
            declared.mistake("\"" + id + "\" cannot be an id; expected letters, digits, spaces and _ . , - ( )");
        }
        String unique = id == null ? table + "." + kind.label() + subject(rule) : id;
        if (!ids.add(unique)) {
            section.mistake("two checks are called \"" + unique + "\"; give this one an id of its own");
        }
        return unique;
    }

    private static String subject(Rule rule) {
        if (rule instanceof ZScore zscore && zscore.by() != null) {
            return "(" + zscore.column() + " by " + zscore.by() + ")";
        }
        if (rule instanceof References references) {
            return references.columns().isEmpty() ? "" : "(" + String.join(", ", references.columns()) + ")";
        }
        if (rule instanceof Unique unique) {
            return "(" + String.join(", ", unique.columns()) + ")";
        }
        return rule.judgedColumn().map(column -> "(" + column + ")").orElse("");
    }
}
