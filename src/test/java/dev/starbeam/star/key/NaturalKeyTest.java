package dev.starbeam.star.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.star.TableText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NaturalKeyTest {
    private static final List<String> COLUMNS = List.of("region", "code", "number");

    /** Two texts and a number, any of which may be NULL. */
    record Member(
            @Nullable String region,
            @Nullable String code,
            @Nullable Long number) {
        String row() {
            return List.of(text(region), text(code), number == null ? "NULL" : number.toString()).stream()
                    .reduce((a, b) -> a + " | " + b)
                    .orElseThrow();
        }

        private static String text(@Nullable String value) {
            return value == null ? "NULL" : value.isEmpty() ? "''" : value;
        }

        boolean isUnknown() {
            return region == null && code == null && number == null;
        }
    }

    @Provide
    Arbitrary<List<Member>> members() {
        Arbitrary<String> texts = Arbitraries.of("", "N", "N1", "1", "12", "2").injectNull(0.2);
        Arbitrary<Long> numbers = Arbitraries.of(0L, 1L, 2L, 12L, -1L).injectNull(0.2);
        return Combinators.combine(texts, texts, numbers)
                .as(Member::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(40);
    }

    @Property
    void keysAreEqualJustWhereAllColumnsAre(@ForAll("members") List<Member> members) {
        Column keys = NaturalKey.of(batch(members), COLUMNS);
        long[] surrogates = SurrogateKeys.of(keys, 7);
        long[] checks = RowHash.check(keys, HashSecret.draw());
        for (int i = 0; i < members.size(); i++) {
            assertThat(surrogates[i] == SurrogateKeys.UNKNOWN)
                    .as("%s", members.get(i))
                    .isEqualTo(members.get(i).isUnknown());
            for (int j = 0; j < i; j++) {
                boolean isEqual = Objects.equals(members.get(i), members.get(j));
                assertThat(surrogates[i] == surrogates[j])
                        .as("%s and %s", members.get(i), members.get(j))
                        .isEqualTo(isEqual);
                assertThat(checks[i] == checks[j]).isEqualTo(isEqual);
            }
        }
    }

    /** Published tables hold such keys, so no release may change them. */
    @Test
    void theBytesAreThoseThatTheDocumentationNames() {
        ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(7).put("Zürich".getBytes(StandardCharsets.UTF_8)).putInt(-1);
        bytes.putInt(8).putLong(42);
        long hash = LongHashFunction.xx(7).hashBytes(bytes.array(), 0, bytes.position());

        Column keys = NaturalKey.of(batch(List.of(new Member("Zürich", null, 42L))), COLUMNS);
        assertThat(SurrogateKeys.of(keys, 7)).containsExactly(hash & Long.MAX_VALUE);
        assertThat(SurrogateKeys.of(keys, 7)).containsExactly(6507333171468146441L);
    }

    @Test
    void aSingleColumnIsItsOwnKey() {
        ColumnBatch batch = batch(List.of(new Member("N", "1", 2L)));
        assertThat(NaturalKey.of(batch, List.of("number"))).isSameAs(batch.column("number"));
    }

    @Test
    void peopleReadTheValues() {
        assertThat(NaturalKey.display(batch(List.of(new Member("N", null, 2L))), COLUMNS, 0))
                .isEqualTo("N, NULL, 2");
    }

    private static ColumnBatch batch(List<Member> members) {
        StringBuilder text = new StringBuilder("region:text | code:text | number:bigint");
        members.forEach(member -> text.append('\n').append(member.row()));
        return TableText.parse(text.toString());
    }
}
