package dev.starbeam.star.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.Materialization;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalendarDaysTest {
    private static final LocalDate FIRST = LocalDate.of(1899, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2101, 12, 31);

    /** DuckDB's own calendar over two centuries, written as SQL. */
    private static final String ORACLE = """
            SELECT cast(strftime(d, '%Y%m%d') AS bigint) AS date_key, d::date AS calendar_date, year(d) AS year,
              quarter(d) AS quarter, month(d) AS month, monthname(d) AS month_name, day(d) AS day_of_month,
              date_diff('day', date_trunc('quarter', d), d) + 1 AS day_of_quarter, dayofyear(d) AS day_of_year,
              isodow(d) AS day_of_week, dayname(d) AS day_name, week(d) AS iso_week, isoyear(d) AS iso_week_year,
              date_diff('day', y - to_days(cast(dayofweek(y) AS integer)), d) // 7 + 1 AS us_week,
              isodow(d) >= 6 AS is_weekend, day(d) = 1 AS is_first_day_of_month, d::date = last_day(d) AS is_last_day_of_month,
              d = date_trunc('quarter', d) AS is_first_day_of_quarter,
              d + interval 1 day = date_trunc('quarter', d + interval 1 day) AS is_last_day_of_quarter,
              strftime(d, '%m%d') = '0101' AS is_first_day_of_year, strftime(d, '%m%d') = '1231' AS is_last_day_of_year,
              year(d + interval 9 month - interval 0 day) AS fiscal_year,
              quarter(d - interval 3 month) AS fiscal_quarter, (month(d) + 8) % 12 + 1 AS fiscal_period,
              false AS is_holiday, NULL AS holiday_name
            FROM (SELECT d, date_trunc('year', d)::timestamp AS y
                  FROM range(timestamp '1899-01-01', timestamp '2102-01-01', interval 1 day) t(d)) ORDER BY d""";

    @Test
    void everyAttributeOfTwoCenturiesAgreesWithDuckDb() throws Exception {
        ColumnBatch days = CalendarDays.of(model(Month.APRIL, null), FIRST, LAST);

        List<String> expected = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = connection.createStatement().executeQuery(ORACLE)) {
            assertThat(IntStream.rangeClosed(1, rows.getMetaData().getColumnCount())
                            .mapToObj(i -> name(rows, i)))
                    .containsExactlyElementsOf(CalendarDays.SCHEMA.names());
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (String name : CalendarDays.SCHEMA.names()) {
                    Object value = rows.getObject(name);
                    row.add(value == null ? "NULL" : value.toString());
                }
                expected.add(String.join("|", row));
            }
        }
        assertThat(lines(days)).containsExactlyElementsOf(expected);
    }

    @Test
    void yearsOf53WeeksEndInWeek53() {
        assertThat(day(Month.JANUARY, "2020-12-31", "iso_week", "iso_week_year"))
                .isEqualTo("53 2020");
        assertThat(day(Month.JANUARY, "2021-01-03", "iso_week", "iso_week_year"))
                .isEqualTo("53 2020");
        assertThat(day(Month.JANUARY, "2021-01-04", "iso_week", "iso_week_year"))
                .isEqualTo("1 2021");
        assertThat(day(Month.JANUARY, "2018-12-31", "iso_week", "iso_week_year"))
                .isEqualTo("1 2019");
    }

    @Test
    void americanWeeksStartOnSundayAndTheFirstHoldsNewYearsDay() {
        assertThat(day(Month.JANUARY, "2011-01-01", "us_week")).isEqualTo("1");
        assertThat(day(Month.JANUARY, "2011-01-02", "us_week")).isEqualTo("2");
        assertThat(day(Month.JANUARY, "2000-12-31", "us_week")).isEqualTo("54");
    }

    @Test
    void aFiscalYearIsNamedAfterTheCalendarYearItEndsIn() {
        String[] fiscal = {"fiscal_year", "fiscal_quarter", "fiscal_period"};
        assertThat(day(Month.APRIL, "2010-03-31", fiscal)).isEqualTo("2010 4 12");
        assertThat(day(Month.APRIL, "2010-04-01", fiscal)).isEqualTo("2011 1 1");
        assertThat(day(Month.OCTOBER, "2010-12-15", fiscal)).isEqualTo("2011 1 3");
        assertThat(day(Month.JANUARY, "2010-12-15", fiscal)).isEqualTo("2010 4 12");
        assertThat(day(Month.FEBRUARY, "2010-01-31", fiscal)).isEqualTo("2010 4 12");
    }

    @Test
    void englandKeepsTheDaysInLieuOfItsBankHolidays() {
        assertThat(holidays("GB-ENG", "2011-01-01", "2011-12-31"))
                .containsExactly(
                        "2011-01-03 New Year's Day (day in lieu)",
                        "2011-04-22 Good Friday",
                        "2011-04-25 Easter Monday",
                        "2011-04-29 Royal wedding",
                        "2011-05-02 Early May Bank Holiday",
                        "2011-05-30 Spring Bank Holiday",
                        "2011-08-29 Summer Bank Holiday",
                        "2011-12-26 Christmas (day in lieu)",
                        "2011-12-27 Boxing Day (day in lieu)");
    }

    @Test
    void aCountryAloneHasWhatAllItsPartsShare() {
        assertThat(holidays("GB", "2011-04-01", "2011-04-30"))
                .containsExactly("2011-04-22 Good Friday", "2011-04-29 Royal wedding");
    }

    @Test
    void aDayInLieuInTheYearBeforeIsFound() {
        assertThat(holidays("US", "2021-12-20", "2021-12-31"))
                .contains("2021-12-24 Christmas (day in lieu)", "2021-12-31 New Year's Day (day in lieu)");
    }

    @Test
    void anUnknownCountryIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Holidays.of("GB-EMG"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"GB-EMG\"")
                .hasMessageContaining("\"GB-ENG\"");
        assertThatThrownBy(() -> Holidays.of("Germany")).hasMessageContaining("ISO 3166");
        assertThatThrownBy(() -> Holidays.of("GB-ENH")).hasMessageContaining("nearest is \"GB-ENG\"");
    }

    @Test
    void daysOutOfOrderAreRefused() {
        assertThatThrownBy(() -> CalendarDays.of(model(Month.MAY, null), LAST, FIRST))
                .hasMessageContaining("dim_date cannot run from 2101-12-31 to 1899-01-01");
    }

    @Test
    void aSpanGoesToTheEndsOfItsYearsWhereTheModelIsOpen() {
        CalendarSpan span = CalendarSpan.ofKeys(new long[] {0, 20110615})
                .plus(CalendarSpan.NONE)
                .plus(CalendarSpan.ofKeys(new long[] {20091224, 20100101}));

        assertThat(span.range(model(Month.MAY, null)))
                .hasValue(new CalendarSpan.Range(LocalDate.of(2009, 1, 1), LocalDate.of(2011, 12, 31)));
        assertThat(CalendarSpan.ofKeys(new long[] {0}).range(model(Month.MAY, null)))
                .isEmpty();
        DateDimensionModel declared = new DateDimensionModel(
                "dim_date", Month.MAY, null, LocalDate.of(2010, 5, 1), null, Materialization.TABLE);
        assertThat(span.range(declared))
                .hasValue(new CalendarSpan.Range(LocalDate.of(2010, 5, 1), LocalDate.of(2011, 12, 31)));
    }

    private static List<String> holidays(String region, String first, String last) {
        ColumnBatch days = CalendarDays.of(model(Month.MAY, region), LocalDate.parse(first), LocalDate.parse(last));
        return IntStream.range(0, days.rows())
                .filter(days.booleans("is_holiday")::isTrue)
                .mapToObj(row -> days.column("calendar_date").display(row) + " "
                        + days.column("holiday_name").display(row))
                .toList();
    }

    private static String day(Month fiscalStart, String date, String... attributes) {
        ColumnBatch day = CalendarDays.of(model(fiscalStart, null), LocalDate.parse(date), LocalDate.parse(date));
        return String.join(" ", lines(day.project(List.of(attributes)))).replace('|', ' ');
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

    private static String name(ResultSet rows, int column) {
        try {
            return rows.getMetaData().getColumnName(column);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DateDimensionModel model(Month fiscalStart, String holidays) {
        return new DateDimensionModel("dim_date", fiscalStart, holidays, null, null, Materialization.TABLE);
    }
}
