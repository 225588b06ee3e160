package dev.starbeam.star.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FiscalYearModel;
import dev.starbeam.model.Materialization;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.chrono.AccountingChronology;
import org.threeten.extra.chrono.AccountingChronologyBuilder;
import org.threeten.extra.chrono.AccountingYearDivision;

class FiscalYearTest {
    private static final LocalDate FIRST = LocalDate.of(1899, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2101, 12, 31);

    @Test
    void aFiscalYearMayBeNamedAfterTheCalendarYearItBeginsIn() {
        DateDimensionModel model = fiscal(new FiscalYearModel(Month.APRIL, FiscalYearModel.Named.START, null));
        ColumnBatch days = CalendarDays.of(model, LocalDate.of(2022, 3, 31), LocalDate.of(2022, 4, 1));

        assertThat(lines(days.project(List.of("fiscal_year", "fiscal_quarter", "fiscal_period", "fiscal_week"))))
                .containsExactly("2021|4|12|NULL", "2022|1|1|NULL");
    }

    /** Against ThreeTen-Extra's accounting chronology, whose years end on the weekday nearest to the end of a month. */
    @ParameterizedTest
    @CsvSource({
        "FOUR_FOUR_FIVE, FEBRUARY, true",
        "FOUR_FIVE_FOUR, FEBRUARY, true",
        "FIVE_FOUR_FOUR, JULY, false",
        "FOUR_FOUR_FIVE, JANUARY, false",
        "FOUR_FIVE_FOUR, OCTOBER, true"
    })
    void yearsOfWholeWeeksAgreeWithAnAccountingCalendar(
            FiscalYearModel.Pattern pattern, Month starts, boolean fromSunday) {
        AccountingChronology oracle = new AccountingChronologyBuilder()
                .endsOn(fromSunday ? DayOfWeek.SATURDAY : DayOfWeek.SUNDAY)
                .nearestEndOf(starts.minus(1))
                .withDivision(AccountingYearDivision.valueOf(
                        "QUARTERS_OF_PATTERN_" + pattern.toString().replace('-', '_') + "_WEEKS"))
                .leapWeekInMonth(12)
                .accountingYearEndsInIsoYear()
                .toChronology();
        ColumnBatch days = CalendarDays.of(
                fiscal(new FiscalYearModel(
                        starts, FiscalYearModel.Named.END, new FiscalYearModel.Weeks(pattern, fromSunday))),
                FIRST,
                LAST);
        List<String> expected = new ArrayList<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            ChronoLocalDate date = oracle.date(day);
            int period = date.get(ChronoField.MONTH_OF_YEAR);
            expected.add(date.get(ChronoField.YEAR) + "|" + ((period - 1) / 3 + 1) + "|" + period + "|"
                    + ((date.get(ChronoField.DAY_OF_YEAR) - 1) / 7 + 1));
        }

        assertThat(lines(days.project(List.of("fiscal_year", "fiscal_quarter", "fiscal_period", "fiscal_week"))))
                .containsExactlyElementsOf(expected);
    }

    private static DateDimensionModel fiscal(FiscalYearModel fiscal) {
        return new DateDimensionModel("dim_date", fiscal, null, null, null, List.of(), Materialization.TABLE);
    }

    private static List<String> lines(ColumnBatch batch) {
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> String.join(
                        "|",
                        batch.columns().stream()
                                .map((Column c) -> c.display(row))
                                .toList()))
                .toList();
    }
}
