package dev.starbeam.star.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DateKeysTest {
    @Test
    void everyDayOfTenThousandYearsHasTheKeyItIsWrittenAs() {
        for (long day = DateKeys.FIRST_DAY; day <= DateKeys.LAST_DAY; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            long expected = date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth();
            if (DateKeys.ofDay(day) != expected) {
                assertThat(DateKeys.ofDay(day)).as(date.toString()).isEqualTo(expected);
            }
        }
        assertThat(LocalDate.ofEpochDay(DateKeys.FIRST_DAY)).isEqualTo(LocalDate.of(1, 1, 1));
        assertThat(LocalDate.ofEpochDay(DateKeys.LAST_DAY)).isEqualTo(LocalDate.of(9999, 12, 31));
    }

    @Property(tries = 200)
    void aTimestampFallsOnTheDayItIsWrittenWith(
            @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L) long micros) {
        String written =
                LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400_000_000L)).format(DateTimeFormatter.BASIC_ISO_DATE);

        assertThat(DateKeys.ofDay(DateKeys.dayOfMicros(micros))).isEqualTo(Long.parseLong(written));
    }
}
