package dev.starbeam.expression.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Remembering the offset asked for last changes no answer: each is what java.time says of the moment alone. */
class ZoneOffsetsTest {
    @Provide
    static Arbitrary<List<LocalDateTime>> times() {
        LocalDateTime change = LocalDateTime.of(2021, 3, 14, 2, 30);
        Arbitrary<LocalDateTime> near = Arbitraries.longs()
                .between(-400_000, 400_000)
                .map(change::plusSeconds)
                .map(time -> time.minusMonths(time.getSecond() % 8));
        Arbitrary<LocalDateTime> far = Arbitraries.longs()
                .between(-60_000_000_000L, 250_000_000_000L)
                .map(seconds -> LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
        return Arbitraries.oneOf(near, far).list().ofMinSize(2).ofMaxSize(30);
    }

    @Property(tries = 500)
    void whatClocksShowIsReadAsJavaDoes(@ForAll("times") List<LocalDateTime> times, @ForAll("zones") String zone) {
        ZoneOffsets offsets = new ZoneOffsets(ZoneId.of(zone).getRules());
        for (LocalDateTime time : times) {
            long micros = time.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
            int expected = ZonedDateTime.of(time, ZoneId.of(zone))
                            .toLocalDateTime()
                            .equals(time)
                    ? ZonedDateTime.of(time, ZoneId.of(zone)).getOffset().getTotalSeconds()
                    : ZoneId.of(zone)
                            .getRules()
                            .getTransition(time)
                            .getOffsetBefore()
                            .getTotalSeconds();

            assertThat(offsets.onWall(micros)).as(time + " " + zone).isEqualTo(expected * 1_000_000L);
            assertThat(offsets.atUtc(micros))
                    .as(time + " UTC in " + zone)
                    .isEqualTo(time.atOffset(ZoneOffset.UTC)
                                    .atZoneSameInstant(ZoneId.of(zone))
                                    .getOffset()
                                    .getTotalSeconds()
                            * 1_000_000L);
        }
    }

    @Provide
    static Arbitrary<String> zones() {
        return Arbitraries.of(
                "America/New_York", "Europe/Berlin", "UTC", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia");
    }
}
