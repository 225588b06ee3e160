package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.conversion.Hashing;
import dev.starbeam.expression.kernel.text.Normalization;
import dev.starbeam.expression.kernel.text.Padding;
import dev.starbeam.expression.kernel.text.Replacement;
import dev.starbeam.expression.kernel.text.Slicing;
import dev.starbeam.expression.kernel.text.Splitting;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Length, parts, replacement, padding and hashes of text. */
final class TextPartFunctions {
    private static final Parameter COUNT = Parameter.of("count", Accepts.INTEGER);
    private static final String BY_CHARACTER = "Positions count characters, not bytes.";

    private TextPartFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>(parts());
        entries.addAll(changes());
        entries.addAll(forms());
        entries.addAll(hashes());
        return entries;
    }

    private static List<FunctionEntry> parts() {
        FunctionEntry length = FunctionEntry.named("length", TextFunctions.TEXT)
                .returning("bigint")
                .says("Characters of the text.")
                .example("length('naïve')", "5")
                .binds(call -> call.apply(ColumnType.BIGINT, Slicing::length));
        FunctionEntry substr = FunctionEntry.named(
                        "substr",
                        TextFunctions.TEXT,
                        Parameter.of("start", Accepts.INTEGER),
                        Parameter.optional("length", Accepts.INTEGER))
                .says("The text from `start`, counted from 1, or from the end when negative; 0 is taken as 1. "
                        + BY_CHARACTER)
                .example("substr('2010-12-01', 6, 2)", "12")
                .differs(
                        "DuckDB counts position 0 into the length, takes a start before the text as its start, and counts a negative length to the left.")
                .binds(call -> call.apply(ColumnType.TEXT, Slicing::substring));
        return List.of(
                length,
                length.alias("len"),
                FunctionEntry.named("left", TextFunctions.TEXT, COUNT)
                        .says("The first characters. " + BY_CHARACTER)
                        .example("left('85123A', 5)", "85123")
                        .differs("DuckDB takes a negative count from the end; Snowflake's result is empty.")
                        .binds(call -> call.apply(ColumnType.TEXT, Slicing::left)),
                FunctionEntry.named("right", TextFunctions.TEXT, COUNT)
                        .says("The last characters. " + BY_CHARACTER)
                        .example("right('85123A', 1)", "A")
                        .differs("DuckDB takes a negative count from the start; Snowflake's result is empty.")
                        .binds(call -> call.apply(ColumnType.TEXT, Slicing::right)),
                substr,
                substr.alias("substring"),
                FunctionEntry.named(
                                "split_part",
                                TextFunctions.TEXT,
                                Parameter.of("delimiter", Accepts.TEXT),
                                Parameter.of("part", Accepts.INTEGER))
                        .says("One part between delimiters: 1 (or 0) is the first, -1 the last; empty beyond the parts."
                                + " An empty delimiter splits nothing.")
                        .example("split_part('a-b-c', '-', -1)", "c")
                        .differs("DuckDB's part 0 is empty, and its empty delimiter splits every character.")
                        .binds(call -> call.apply(ColumnType.TEXT, Splitting::part)));
    }

    private static List<FunctionEntry> changes() {
        return List.of(
                FunctionEntry.named(
                                "replace",
                                TextFunctions.TEXT,
                                Parameter.of("part", Accepts.TEXT),
                                Parameter.optional("replacement", Accepts.TEXT))
                        .says("Every occurrence of `part` replaced, or left out.")
                        .example("replace('1 000', ' ')", "1000")
                        .binds(call -> call.apply(ColumnType.TEXT, Replacement::of)),
                pad("lpad", "start", "lpad('7', 3, '0')", "007")
                        .binds(call -> call.applyChecked(ColumnType.TEXT, Padding::left)),
                pad("rpad", "end", "rpad('ab', 4, '.')", "ab..")
                        .binds(call -> call.applyChecked(ColumnType.TEXT, Padding::right)));
    }

    private static FunctionEntry pad(String name, String side, String example, String result) {
        return FunctionEntry.named(
                        name,
                        TextFunctions.TEXT,
                        Parameter.of("length", Accepts.INTEGER),
                        Parameter.optional("pad", Accepts.TEXT))
                .says("The text filled up with `pad` (spaces) at the " + side + ", or cut, to a length in characters.")
                .example(example, result)
                .differs("DuckDB always wants `pad`, and an empty one is an error; Snowflake's then fills nothing up.");
    }

    private static List<FunctionEntry> forms() {
        return List.of(
                FunctionEntry.named("nfc_normalize", TextFunctions.TEXT)
                        .says(
                                "Letters with their accents as one character each where Unicode has it (NFC), so that what"
                                        + " looks the same is the same.")
                        .example("length(nfc_normalize('e\\u0301'))", "1")
                        .binds(call -> call.apply(ColumnType.TEXT, Normalization.to(Normalizer.Form.NFC))),
                FunctionEntry.named("normalize", TextFunctions.TEXT, Parameter.optional("form", Accepts.PART))
                        .written("normalize(x text [, form])")
                        .says("One of Unicode's normal forms: `nfc` (if not given), `nfd`, `nfkc`, `nfkd`.")
                        .example("normalize('\\ufb01n', nfkc)", "fin")
                        .differs("DuckDB has nfc_normalize alone, Snowflake neither.")
                        .binds(TextPartFunctions::normalize));
    }

    private static dev.starbeam.expression.tree.Node normalize(BoundCall call) {
        String name = call.has(1) ? call.constantText(1).toUpperCase(Locale.ROOT) : "NFC";
        Normalizer.Form form = Arrays.stream(Normalizer.Form.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> call.fail(1, "should be nfc, nfd, nfkc or nfkd, not " + name));
        return call.with(List.of(call.node(0))).apply(ColumnType.TEXT, Normalization.to(form));
    }

    private static List<FunctionEntry> hashes() {
        return List.of(
                FunctionEntry.named("md5", TextFunctions.TEXT)
                        .says("The MD5 hash of the UTF-8 bytes, in hexadecimal.")
                        .example("md5('a')", "0cc175b9c0f1b6a831c399e269772661")
                        .binds(call -> call.apply(ColumnType.TEXT, Hashing.of("MD5"))),
                FunctionEntry.named("sha2", TextFunctions.TEXT, Parameter.optional("bits", Accepts.CONSTANT_INTEGER))
                        .says("The SHA-2 hash of the UTF-8 bytes in hexadecimal, of 224, 256 (if not given), 384 or 512"
                                + " bits.")
                        .example("sha2('a', 224)", "abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5")
                        .differs("DuckDB's is sha256, of 256 bits.")
                        .binds(call -> sha2(call)));
    }

    private static dev.starbeam.expression.tree.Node sha2(BoundCall call) {
        int bits = call.has(1) ? call.constantInteger(1) : 256;
        if (!List.of(0, 224, 256, 384, 512).contains(bits)) {
            throw call.fail(1, "must be 224, 256, 384 or 512, not " + bits);
        }
        return call.with(List.of(call.node(0))).apply(ColumnType.TEXT, Hashing.of("SHA-" + (bits == 0 ? 256 : bits)));
    }
}
