package dev.starbeam.expression;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A generated row: texts a and b, text s that mostly reads as a number, text t that mostly reads as a time. */
record AgreementRow(String a, String b, String s, String t) {
    static Arbitrary<List<AgreementRow>> rows() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars("abcAB -_%é1日").ofMaxLength(8).injectNull(0.1);
        Arbitrary<String> words = Arbitraries.of("true", "NO", "t", "1", "a", "ab", "b", "", "🙂a");
        Arbitrary<String> mixed =
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, text), net.jqwik.api.Tuple.of(1, words));
        return Combinators.combine(mixed, mixed, numbers(), times())
                .as(AgreementRow::new)
                .list()
                .ofSize(60);
    }

    private static Arbitrary<String> numbers() {
        Arbitrary<String> whole = Arbitraries.longs().between(-99_999, 99_999).map(String::valueOf);
        Arbitrary<String> small = Arbitraries.integers().between(-6, 6).map(String::valueOf);
        Arbitrary<String> decimal = Arbitraries.bigDecimals()
                .between(new java.math.BigDecimal("-9999"), new java.math.BigDecimal("9999"))
                .ofScale(3)
                .map(java.math.BigDecimal::toPlainString);
        Arbitrary<String> odd =
                Arbitraries.of("", "abc", "1.", ".5", "-", "+7", "1e2", "12345678901", "99999999999999999999", " 4 ");
        return Arbitraries.oneOf(whole, small, decimal, odd).injectNull(0.05);
    }

    private static Arbitrary<String> times() {
        Arbitrary<java.time.LocalDate> days =
                Arbitraries.integers().between(-100_000, 60_000).map(java.time.LocalDate::ofEpochDay);
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 86_399);
        Arbitrary<String> stamps = Combinators.combine(days, seconds)
                .as((day, second) -> day + " "
                        + java.time.LocalTime.ofSecondOfDay(second)
                                .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME));
        Arbitrary<String> odd = Arbitraries.of("", "2023-02-30", "2024-02-29", "2010-13-01", "x", " 2010-12-01 ");
        return Arbitraries.oneOf(days.map(String::valueOf), stamps, odd).injectNull(0.05);
    }
}
