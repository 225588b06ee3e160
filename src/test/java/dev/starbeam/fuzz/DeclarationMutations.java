package dev.starbeam.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Other declarations: slips of the pen, and what a declaration may say instead. */
final class DeclarationMutations {
    /** Of what is found at some places one is replaced by the other: these mean something. */
    private static final List<List<String>> MEANT = List.of(
            List.of("scd: 1", "scd: 2"),
            List.of("scd: 1", "scd: 0"),
            List.of("materialized: table", "materialized: view"),
            List.of("on_orphan: unknown_member", "on_orphan: reject"),
            List.of("on_orphan: unknown_member", "on_orphan: fail"),
            List.of("deduplicate: exact", "deduplicate: none"),
            List.of("severity: warn", "severity: error"),
            List.of("severity: error", "severity: warn"),
            List.of("severity: \\w+}", "on_failure: quarantine}"),
            List.of("severity: \\w+}", "severity: warn, on_failure: quarantine, max_share: 0.5}"),
            List.of("on_failure: quarantine", "on_failure: keep"),
            List.of("max_rejected: [\\d.]+", "max_rejected: 1"),
            List.of("max_rejected: [\\d.]+", "max_rejected: 0"),
            List.of("required: \\[([^,\\]]+).*\\]", "required: [$1]"),
            List.of("    required: ", "    filters: {some: \"true\"}\n    required: "),
            List.of("    required: ", "    filters: {none: \"1 = 2\"}\n    required: "),
            List.of("    required: ", "    max_rejected: 0.9\n    required: "),
            List.of("try_to_number\\(", "try_to_decimal("),
            List.of("try_to_decimal\\(([^,]+), \\d+, \\d+\\)", "try_to_decimal($1, 38, 10)"),
            List.of("try_to_decimal\\(([^,]+), \\d+, \\d+\\)", "try_to_decimal($1, 3, 1)"),
            List.of("try_to_\\w+\\(", "try_to_boolean("),
            List.of("try_to_timestamp_ntz\\(", "try_to_date("),
            List.of("nullif\\(", "coalesce("),
            List.of("trim\\(", "reverse("),
            List.of("trim\\(", "length("),
            List.of("upper\\(", "lower("),
            List.of("holidays: \\w+", "holidays: DE"),
            List.of("fiscal_year_starts: \\w+", "fiscal_year_starts: july, weeks: 4-4-5"),
            List.of("calendar: \\{", "calendar: {from: 2000-01-01, to: 2011-06-30, "),
            List.of("calendar: \\{", "calendar: {sentinels: [9999-12-31], "),
            List.of("format: csv", "format: csv\n    read: new_files"),
            List.of("format: csv", "format: csv\n    csv: {quote: none}"),
            List.of("format: csv", "format: csv\n    csv: {delimiter: \";\"}"),
            List.of("format: csv", "format: csv\n    csv: {null_text: [\"\", \"n/a\"]}"),
            List.of("format: csv", "format: csv\n    csv: {skip_lines: 1}"),
            List.of("format: csv", "format: csv\n    csv: {max_record_bytes: 1024}"),
            List.of("format: csv", "format: csv\n    csv: {encoding: utf-16}"),
            List.of("format: csv", "format: csv\n    csv: {encoding: windows-1252}"),
            List.of("format: csv", "format: csv\n    header: {missing: \"null\", extra: fail}"),
            List.of("header: \\{missing: fail", "header: {missing: \"null\""),
            List.of("grain: \\[([^,\\]]+).*\\]", "grain: [$1]"),
            List.of("grain: \\[.*\\]", "grain: [_source_file, _source_offset]"),
            List.of("natural_key: (\\w+)", "natural_key: [$1, $1]"),
            List.of("latest_by: \\w+", "description: none"),
            List.of("threshold: 3", "threshold: 0"),
            List.of("threshold: 3", "threshold: 0.5, deviation: population"),
            List.of("factor: 3", "factor: 0"),
            List.of("min: 1, max: \\d+", "min: 2, max: 2"),
            List.of("quality:\n", "quality:\n  - {check: iqr, column: unit_price, on_failure: quarantine}\n"),
            List.of("quality:\n", "quality:\n  - {check: expression, expression: \"1 / quantity > 0\"}\n"),
            List.of("quality:\n", "quality:\n  - {check: unique, columns: [order_id], on_failure: quarantine}\n"));

    private static final Pattern WORD = Pattern.compile("[\\w.]+");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+(\\.\\d+)?\\b");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "-1", "2", "0.5", "1e3", "99999999999999999999", "9223372036854775807", "NaN", "''", "1.0");
    private static final List<String> SIGNS = List.of(
            "[", "]", "{", "}", ":", "- ", "'", "\"", "#", "&a ", "*a", "!!int ", "|", ">", "\t", "${", "${raw}", "?",
            "%", "@", "\u0000", "\u2028", "(", ")", ",");

    static final List<Mutation> ALL = List.of(
            text(DeclarationMutations::mean),
            text(DeclarationMutations::mean),
            text(DeclarationMutations::mean),
            text(DeclarationMutations::mean),
            text(DeclarationMutations::meanMuch),
            text(DeclarationMutations::otherWord),
            text(DeclarationMutations::otherWord),
            text(DeclarationMutations::otherNumber),
            text(DeclarationMutations::otherLine),
            text(DeclarationMutations::sign));

    private DeclarationMutations() {}

    private interface Change {
        String of(String text, Random random);
    }

    private static Mutation text(Change change) {
        return (content, random) ->
                change.of(new String(content, StandardCharsets.UTF_8), random).getBytes(StandardCharsets.UTF_8);
    }

    private static String mean(String text, Random random) {
        List<List<String>> possible = MEANT.stream()
                .filter(pair -> Pattern.compile(pair.get(0)).matcher(text).find())
                .toList();
        if (possible.isEmpty()) {
            return text;
        }
        List<String> pair = possible.get(random.nextInt(possible.size()));
        Pattern found = Pattern.compile(pair.get(0));
        if (random.nextInt(3) == 0) {
            return found.matcher(text).replaceAll(pair.get(1));
        }
        MatchResult place = anyOf(found, text, random);
        return text.substring(0, place.start())
                + found.matcher(text.substring(place.start())).replaceFirst(pair.get(1));
    }

    private static String meanMuch(String text, Random random) {
        String other = text;
        for (int i = 1 + random.nextInt(4); i >= 0; i--) {
            other = mean(other, random);
        }
        return other;
    }

    /** A word of the text takes another's place. */
    private static String otherWord(String text, Random random) {
        return replaced(text, WORD, random, (word, all) -> all);
    }

    private static String otherNumber(String text, Random random) {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return replaced(text, NUMBER, random, (word, all) -> number);
    }

    private static String replaced(String text, Pattern words, Random random, BinaryOperator<String> by) {
        if (!words.matcher(text).find()) {
            return text;
        }
        MatchResult place = anyOf(words, text, random);
        String other = anyOf(words, text, random).group();
        return text.substring(0, place.start()) + by.apply(place.group(), other) + text.substring(place.end());
    }

    private static MatchResult anyOf(Pattern words, String text, Random random) {
        List<MatchResult> all = words.matcher(text).results().toList();
        return all.get(random.nextInt(all.size()));
    }

    private static String otherLine(String text, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(line));
            case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
            case 3 -> lines.set(line, "  " + lines.get(line));
            default ->
                lines.subList(line, line + random.nextInt(lines.size() - line)).clear();
        }
        return String.join("\n", lines);
    }

    private static String sign(String text, Random random) {
        int place = random.nextInt(text.length() + 1);
        return text.substring(0, place) + SIGNS.get(random.nextInt(SIGNS.size())) + text.substring(place);
    }
}
