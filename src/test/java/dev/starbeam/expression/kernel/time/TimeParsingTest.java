package dev.starbeam.expression.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar and the reading of times, against java.time. */
class TimeParsingTest {
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;

    @Test
    void everyDayOfTheCalendarIsJavaTimes() {
        LocalDate date = LocalDate.of(1, 1, 1);
        for (long day = Calendar.MIN_DAY; day <= Calendar.MAX_DAY; day++) {
            int civil = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            if (Calendar.civil(day) != civil
                    || Calendar.day(civil / 10_000, civil / 100 % 100, civil % 100) != day
                    || Calendar.dayOfWeek(day) != date.getDayOfWeek().getValue() % 7
                    || TimeExtraction.WEEK.of(day * Calendar.MICROS_PER_DAY)
                            != date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)) {
                throw new AssertionError(date + " is " + Calendar.civil(day));
            }
            date = date.plusDays(1);
        }
        assertThat(date).isEqualTo(LocalDate.of(10_000, 1, 1));
    }

    @Property(tries = 500)
    void datesExistWhenJavaTimeSaysSo(
            @ForAll @IntRange(max = 10_001) int year,
            @ForAll @IntRange(max = 13) int month,
            @ForAll @IntRange(max = 32) int day) {
        boolean exists = year >= 1 && year <= 9999;
        try {
            LocalDate.of(year, month, day);
        } catch (java.time.DateTimeException e) {
            exists = false;
        }
        assertThat(Calendar.isDate(year, month, day)).isEqualTo(exists);
    }

    private static long detect(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimeParsing.detect(bytes, 0, bytes.length, new TimeFields(false));
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }

    @Property(tries = 1000)
    void isoTimesReadAsJavaTimeReadsThem(
            @ForAll @LongRange(min = FIRST, max = LAST) long second, @ForAll @IntRange(max = 999_999) int micro) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, micro * 1000, ZoneOffset.UTC);
        assertThat(detect(time.toString())).isEqualTo(micros(time));
        String spaced = time.truncatedTo(ChronoUnit.SECONDS)
                .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
        assertThat(detect(spaced)).isEqualTo(micros(time.truncatedTo(ChronoUnit.SECONDS)));
    }

    @Provide
    Arbitrary<String> nearlyTimes() {
        return Arbitraries.strings().withChars("2010-12:T Z+/.5é").ofMaxLength(30);
    }

    @Property(tries = 2000)
    void anyTextIsATimeOrNoneAndNeverACrash(@ForAll("nearlyTimes") String text) {
        long micros = detect(text.strip());
        if (micros != TimeFields.NONE) {
            assertThat(Calendar.dayOfMicros(micros)).isBetween(Calendar.MIN_DAY, Calendar.MAX_DAY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YYYY-MM-DD HH24:MI:SS.FF6",
                "DD MON YYYY HH12:MI:SS AM FF6",
                "YYYYMMDDHH24MISSFF6",
                "DY, DD MMMM YYYY \"at\" HH24.MI.SS,FF"
            })
    void whatAFormatWritesItReads(String format) {
        TimeFormat compiled = TimeFormat.of(format);
        for (long second = FIRST; second < LAST; second += 9_876_543_211L) {
            long micros = second * Calendar.MICROS_PER_SECOND + 123_456;
            TextColumnBuilder out = new TextColumnBuilder(1, 40);
            compiled.write(micros, out);
            out.endRow();
            TextColumn text = out.build();
            assertThat(compiled.parse(text.bytes(), text.start(0), text.end(0), new TimeFields(false)))
                    .as(text.string(0))
                    .isEqualTo(micros);
        }
    }
}
