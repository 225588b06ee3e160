package dev.starbeam.expression.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.expression.kernel.pattern.LikePattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextKernelsTest {
    private static TextColumn column(String... values) {
        TextColumnBuilder builder = new TextColumnBuilder(values.length, 8);
        for (String value : values) {
            builder.append(value);
        }
        return builder.build();
    }

    private static Arguments arguments(Column... columns) {
        return new Arguments(columns, columns[0].size(), ValueFaults.IGNORED);
    }

    @Test
    void trimmingCopiesNoBytes() {
        TextColumn text = column("  a ", null, "b");
        TextColumn trimmed = (TextColumn) Trimming.spaces(true, true).apply(arguments(text));
        assertThat(trimmed.bytes()).isSameAs(text.bytes());
        assertThat(trimmed.string(0)).isEqualTo("a");
        assertThat(trimmed.isNull(1)).isTrue();
    }

    @Test
    void aColumnInUpperCaseAlreadyIsReturnedAsItIs() {
        TextColumn codes = column("A1", null, "B-2");
        assertThat(TextCase.upper(arguments(codes))).isSameAs(codes);
        assertThat(TextCase.lower(arguments(codes))).isNotSameAs(codes);
    }

    @Property(tries = 500)
    void upperAndLowerAreJavas(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        TextColumn column = column(valid, "ascii Only 09[`{@");
        assertThat(TextCase.upper(arguments(column)).display(0)).isEqualTo(valid.toUpperCase(Locale.ROOT));
        assertThat(TextCase.lower(arguments(column)).display(0)).isEqualTo(valid.toLowerCase(Locale.ROOT));
        assertThat(TextCase.upper(arguments(column)).display(1)).isEqualTo("ASCII ONLY 09[`{@");
    }

    @Provide
    Arbitrary<String> ascii() {
        return Arbitraries.strings().ascii().ofMaxLength(40);
    }

    /** Rows that overlap, as after trimming and cutting, and rows that see a small part of the bytes. */
    @Property(tries = 1000)
    void rowsThatShareBytesAreChangedEach(@ForAll("ascii") String text, @ForAll int one, @ForAll int other) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int a = Math.floorMod(one, bytes.length + 1);
        int b = Math.floorMod(other, bytes.length + 1);
        int[] starts = {0, Math.min(a, b), a};
        int[] ends = {bytes.length, Math.max(a, b), a};
        for (int rows = 1; rows <= 3; rows++) {
            TextColumn column = new TextColumn(
                    bytes,
                    Arrays.copyOfRange(starts, 3 - rows, 3),
                    Arrays.copyOfRange(ends, 3 - rows, 3),
                    Validity.allValid(rows));
            Column upper = TextCase.upper(arguments(column));
            Column lower = TextCase.lower(arguments(column));
            for (int row = 0; row < rows; row++) {
                assertThat(upper.display(row)).isEqualTo(column.string(row).toUpperCase(Locale.ROOT));
                assertThat(lower.display(row)).isEqualTo(column.string(row).toLowerCase(Locale.ROOT));
            }
        }
        assertThat(bytes).asString(StandardCharsets.US_ASCII).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> ab() {
        return Arbitraries.strings().withChars("abé%_\n").ofMaxLength(10);
    }

    @Property(tries = 2000)
    void likeIsItsRegularExpression(@ForAll("ab") String text, @ForAll("ab") String pattern) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        boolean expected =
                Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
        assertThat(LikePattern.of(pattern, -1).matches(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("aB zé'-.9").ofMaxLength(12);
    }

    @Property(tries = 500)
    void initialCapitalsOfAsciiFollowTheRuleForAllScripts(@ForAll("words") String text) {
        String expected = InitialCapitals.capitalize(text, "-.'".substring(0, 2), true);
        assertThat(InitialCapitals.standard(arguments(column(text))).display(0)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void malformedUtf8IsCutAndMeasuredWithoutACrash(@ForAll byte[] bytes) {
        TextColumn text =
                new TextColumn(bytes, new int[] {0}, new int[] {bytes.length}, dev.starbeam.batch.Validity.allValid(1));
        int length = (int) Slicing.length(arguments(text)).value(0);
        assertThat(length).isBetween(0, bytes.length);
        TextCase.upper(arguments(text));
        InitialCapitals.standard(arguments(text));
    }
}
