package dev.starbeam.star.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FiscalYearModel;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
              NULL AS fiscal_week, NULL AS is_holiday, NULL AS is_holiday_in_lieu, NULL AS holiday_name
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
                        "2011-01-01 New Year's Day",
                        "2011-01-03 New Year's Day (day in lieu)",
                        "2011-04-22 Good Friday",
                        "2011-04-25 Easter Monday",
                        "2011-04-29 Royal wedding",
                        "2011-05-02 Early May Bank Holiday",
                        "2011-05-30 Spring Bank Holiday",
                        "2011-08-29 Summer Bank Holiday",
                        "2011-12-25 Christmas",
                        "2011-12-26 Boxing Day / Christmas (day in lieu)",
                        "2011-12-27 Boxing Day (day in lieu)");
    }

    @Test
    void aHolidayOnAWeekendIsKeptAndItsDayInLieuIsMarkedApart() {
        DateDimensionModel model = model(Month.MAY, "GB-ENG");
        ColumnBatch days = CalendarDays.of(model, LocalDate.of(2021, 12, 25), LocalDate.of(2021, 12, 28));

        assertThat(lines(days.project(List.of("is_weekend", "is_holiday", "is_holiday_in_lieu", "holiday_name"))))
                .containsExactly(
                        "true|true|false|Christmas",
                        "true|true|false|Boxing Day",
                        "false|true|true|Christmas (day in lieu)",
                        "false|true|true|Boxing Day (day in lieu)");
    }

    @Test
    void oneWildDateDoesNotStretchTheCalendar() {
        DateDimensionModel model = new DateDimensionModel(
                "dim_date",
                FiscalYearModel.from(Month.APRIL),
                "GB",
                null,
                null,
                List.of(LocalDate.of(9999, 12, 31), LocalDate.of(1, 1, 1)),
                Materialization.TABLE);
        CalendarSpan span =
                CalendarSpan.ofKeys(new long[] {20240115, 99991231, 10101, 20240301, 0}, DateKeys.ofSentinels(model));

        assertThat(model.earliest()).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(model.latest()).isEqualTo(LocalDate.of(2099, 12, 31));
        assertThat(lines(CalendarDays.of(model, span).project(List.of("date_key", "is_holiday"))))
                .hasSize(366 + 2)
                .startsWith("10101|NULL", "20240101|true")
                .endsWith("20241231|false", "99991231|NULL");
        assertThat(CalendarDays.declared(model).rows()).isEqualTo(2);
        assertThat(CalendarSpan.ofKeys(new long[] {18_00_01_01, 25_00_01_01}).range(model))
                .as("days that are no members, seen by mistake")
                .hasValue(new CalendarSpan.Range(model.earliest(), model.latest()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 1900-01-01, 2099-12-31",
                "1850-06-01, -, 1850-06-01, 2050-05-31",
                "-, 2030-12-31, 1900-01-01, 2030-12-31",
                "-, 1815-06-18, 1615-06-19, 1815-06-18",
                "-, 2150-12-31, 1951-01-01, 2150-12-31",
                "2000-01-01, 2001-12-31, 2000-01-01, 2001-12-31"
            })
    void aCalendarHasTwoHundredYearsAtMost(LocalDate from, LocalDate to, LocalDate earliest, LocalDate latest) {
        DateDimensionModel model =
                new DateDimensionModel("dim_date", Month.JANUARY, null, from, to, Materialization.TABLE);

        assertThat(model.earliest()).isEqualTo(earliest);
        assertThat(model.latest()).isEqualTo(latest);
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
