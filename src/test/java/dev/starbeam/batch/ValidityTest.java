package dev.starbeam.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class ValidityTest {
    @Test
    void bitsBeyondTheSizeDoNotCount() {
        assertThat(Validity.ofWords(3, new long[] {-1L}).hasNulls()).isFalse();
        assertThat(Validity.ofWords(3, new long[] {0b101}).nullCount()).isEqualTo(1);
        assertThat(Validity.ofWords(64, new long[] {-1L}).nullCount()).isZero();
        assertThat(Validity.ofWords(65, new long[] {-1L, 0b10}).nullCount()).isEqualTo(1);
    }

    @Test
    void nothingIsNeitherNullNorValid() {
        assertThat(Validity.allNull(0).hasNulls()).isFalse();
        assertThat(Validity.allValid(0).toWords()).isEmpty();
    }

    @Test
    void aBuilderThatStartsFromNullsKeepsThem() {
        ValidityBuilder first = new ValidityBuilder(70);
        first.setNull(69);
        ValidityBuilder second = ValidityBuilder.from(first.build());
        second.setNull(0);
        Validity both = second.build();
        assertThat(IntStream.range(0, 70).filter(both::isNull)).containsExactly(0, 69);
    }

    @Test
    void changingTheWordsHandedOutChangesNoColumn() {
        Validity validity = Validity.allNull(10);
        validity.toWords()[0] = -1L;
        assertThat(validity.nullCount()).isEqualTo(10);
    }

    @Property(tries = 200)
    void countsAndBitsAgree(@ForAll("pairs") Tuple2<Validity, Validity> pair) {
        Validity validity = pair.get1();
        assertThat(validity.nullCount()).isEqualTo((int)
                IntStream.range(0, validity.size()).filter(validity::isNull).count());
        assertThat(IntStream.range(0, validity.size())).allMatch(row -> validity.isNull(row) != validity.isValid(row));
        assertSame(Validity.ofWords(validity.size(), validity.toWords()), validity);
    }

    @Property(tries = 200)
    void aStrictFunctionIsValidWhereBothArgumentsAre(@ForAll("pairs") Tuple2<Validity, Validity> pair) {
        Validity both = pair.get1().and(pair.get2());
        assertThat(IntStream.range(0, both.size()))
                .allMatch(row -> both.isValid(row)
                        == (pair.get1().isValid(row) && pair.get2().isValid(row)));
        assertSame(pair.get2().and(pair.get1()), both);
        assertSame(both.and(both), both);
    }

    @Property(tries = 200)
    void selectingTakesEachRowsBit(@ForAll("selected") Tuple2<Validity, Selection> given) {
        Validity selected = given.get1().select(given.get2());
        assertThat(selected.size()).isEqualTo(given.get2().size());
        assertThat(IntStream.range(0, selected.size()))
                .allMatch(i ->
                        selected.isNull(i) == given.get1().isNull(given.get2().position(i)));
    }

    @Provide
    Arbitrary<Tuple2<Validity, Validity>> pairs() {
        return BatchArbitraries.rows()
                .flatMap(rows ->
                        BatchArbitraries.validities(rows).tuple2().map(pair -> Tuple.of(pair.get1(), pair.get2())));
    }

    @Provide
    Arbitrary<Tuple2<Validity, Selection>> selected() {
        return BatchArbitraries.rows()
                .flatMap(rows -> BatchArbitraries.validities(rows)
                        .flatMap(validity ->
                                BatchArbitraries.selections(rows).map(selection -> Tuple.of(validity, selection))));
    }

    private static void assertSame(Validity one, Validity other) {
        assertThat(one.size()).isEqualTo(other.size());
        assertThat(IntStream.range(0, one.size())).allMatch(row -> one.isNull(row) == other.isNull(row));
    }
}
