package dev.starbeam.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.model.loading.quality.CheckKeys;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.quality.check.CheckDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the JSON Schema and the documentation say of checks, made from the registry. */
public final class CheckDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckDocuments() {}

    /** The schema of one check. */
    public static ObjectNode schema() {
        ObjectNode check = JSON.createObjectNode();
        check.put("type", "object");
        check.put("description", "A quality check");
        check.put("additionalProperties", false);
        ObjectNode properties = check.putObject("properties");
        CheckKeys.COMMON.forEach(key -> properties.set(key.name(), shape(key, key.meaning())));
        ArrayNode names = ((ObjectNode) properties.get("check")).putArray("enum");
        CheckRegistry.ALL.forEach(kind -> names.add(kind.name()));
        ownKeys().forEach((name, uses) -> properties.set(name, shape(shared(uses), meaning(uses))));
        check.putArray("required").add("check");
        ArrayNode kinds = check.putArray("allOf");
        CheckRegistry.ALL.forEach(kind -> kinds.add(ofKind(kind)));
        return check;
    }

    /** The keys that not every check takes, each with the kinds that take it. */
    private static Map<String, Map<String, RuleKey>> ownKeys() {
        Map<String, Map<String, RuleKey>> keys = new LinkedHashMap<>();
        for (CheckDefinition kind : CheckRegistry.ALL) {
            CheckKeys.own(kind)
                    .forEach(key -> keys.computeIfAbsent(key.name(), name -> new LinkedHashMap<>())
                            .put(kind.name(), key));
        }
        return keys;
    }

    /** The key as all kinds take it: text, where one takes what another doesn't. */
    private static RuleKey shared(Map<String, RuleKey> uses) {
        RuleKey first = uses.values().iterator().next();
        boolean same = uses.values().stream().allMatch(key -> key.shape() == first.shape());
        return same ? first : RuleKey.optional(first.name(), RuleKey.Shape.TEXT, first.meaning(), "");
    }

    /** A meaning that many kinds share needs no list of them. */
    private static String meaning(Map<String, RuleKey> uses) {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        uses.forEach((kind, key) -> kinds.computeIfAbsent(sentence(key), meaning -> new LinkedHashSet<>())
                .add(kind));
        if (kinds.size() == 1 && uses.size() > 3) {
            return kinds.keySet().iterator().next();
        }
        return kinds.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String sentence(RuleKey key) {
        boolean said = key.otherwise().isEmpty() || !key.choices().isEmpty() || key.equals(CheckKeys.MAX_SHARE);
        return said ? key.meaning() : key.meaning() + " (" + key.otherwise() + ")";
    }

    private static ObjectNode shape(RuleKey key, String meaning) {
        ObjectNode node = JSON.createObjectNode();
        switch (key.shape()) {
            case NAME -> node.put("$ref", "#/$defs/name");
            case TEXT -> node.put("$ref", "#/$defs/text");
            case POSITIVE -> node.put("$ref", "#/$defs/positive");
            case SHARE -> node.put("$ref", "#/$defs/share");
            case EXPRESSION -> node.put("$ref", "#/$defs/expression");
            case LIST, FILLED_LIST -> {
                node.put("type", "array");
                node.putObject("items").put("$ref", "#/$defs/text");
            }
            case CHOICE -> key.choices().forEach(node.withArrayProperty("enum")::add);
        }
        if (key.shape() == RuleKey.Shape.FILLED_LIST) {
            node.put("minItems", 1);
        }
        if (!key.choices().isEmpty()) {
            node.put("default", key.otherwise());
        }
        return node.put("description", meaning);
    }

    private static ObjectNode ofKind(CheckDefinition kind) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode condition = node.putObject("if");
        condition.putObject("properties").putObject("check").put("const", kind.name());
        condition.putArray("required").add("check");
        ObjectNode then = node.putObject("then");
        ArrayNode names = then.putObject("propertyNames").putArray("enum");
        CheckKeys.COMMON.forEach(key -> names.add(key.name()));
        CheckKeys.own(kind).forEach(key -> names.add(key.name()));
        List<RuleKey> required = kind.keys().stream().filter(RuleKey::required).toList();
        if (!required.isEmpty()) {
            ArrayNode needed = then.putArray("required");
            required.forEach(key -> needed.add(key.name()));
        }
        for (RuleKey key : kind.keys()) {
            if (shared(ownKeys().get(key.name())).shape() != key.shape()) {
                then.withObjectProperty("properties").set(key.name(), shape(key, key.meaning()));
            }
        }
        for (String name : kind.atLeastOneOf()) {
            then.withArrayProperty("anyOf").addObject().putArray("required").add(name);
        }
        return node;
    }

    /** How checks are declared, for {@code docs/pipeline-yaml.md}. */
    static String declared() {
        String examples = CheckRegistry.ALL.stream()
                .map(kind -> "  - " + kind.words().example() + "\n")
                .collect(Collectors.joining());
        return "```yaml quality\nquality:\n" + examples + "```\n\n"
                + table(
                        "| check | judges | keys |",
                        kind -> List.of(code(kind.name()), kind.words().judges(), keys(kind.keys())));
    }

    private static String keys(Collection<RuleKey> keys) {
        return keys.stream().map(CheckDocuments::key).collect(Collectors.joining(", "));
    }

    private static String key(RuleKey key) {
        String otherwise = key.choices().isEmpty()
                ? key.otherwise()
                : key.choices().stream().map(CheckDocuments::code).collect(Collectors.joining(", "));
        return code(key.name()) + (otherwise.isEmpty() ? "" : " (" + otherwise + ")");
    }

    /** What each check judges, for {@code docs/quality-checks.md}. */
    static String judged() {
        String rows = table(
                CheckDefinition::flagsRows,
                "| check | a row is flagged when | not judged |",
                kind -> List.of(
                        code(kind.name()),
                        kind.words().failsWhen(),
                        kind.words().spared()));
        String tables = table(
                kind -> !kind.flagsRows(),
                "| check of the table as a whole | it fails when |",
                kind -> List.of(code(kind.name()), kind.words().failsWhen()));
        return rows + "\n" + tables;
    }

    /** What a warehouse computes, for {@code docs/audit.md}. */
    static String audited() {
        return table(
                "| check | the warehouse computes |",
                kind -> List.of(code(kind.name()), kind.words().pushdown()));
    }

    private interface Cells {
        List<String> of(CheckDefinition kind);
    }

    private interface Kinds {
        boolean include(CheckDefinition kind);
    }

    private static String table(String head, Cells cells) {
        return table(kind -> true, head, cells);
    }

    private static String table(Kinds kinds, String head, Cells cells) {
        String line =
                "|" + "---|".repeat((int) head.chars().filter(c -> c == '|').count() - 1);
        String rows = CheckRegistry.ALL.stream()
                .filter(kinds::include)
                .map(kind -> cells.of(kind).stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
        return head + "\n" + line + "\n" + rows;
    }

    private static String code(String word) {
        return "`" + word + "`";
    }
}
