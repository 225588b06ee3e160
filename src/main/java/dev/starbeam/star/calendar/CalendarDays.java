package dev.starbeam.star.calendar;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.model.DateDimensionModel;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the date dimension: one a day, without the unknown member. Weekends are Saturday and Sunday; what is said of
 * holidays is NULL where the model declares no country. Costs about 10 µs a day.
 */
public final class CalendarDays {
    private static final List<Attribute> ATTRIBUTES = List.of(
            number(DateDimensionModel.KEY_COLUMN, Day::key),
            new Attribute(
                    "calendar_date",
                    ColumnType.DATE,
                    longs(ColumnType.DATE, day -> day.date().toEpochDay())),
            number("year", day -> day.date().getYear()),
            number("quarter", Day::quarter),
            number("month", day -> day.date().getMonthValue()),
            text("month_name", day -> day.date().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
            number("day_of_month", day -> day.date().getDayOfMonth()),
            number("day_of_quarter", Day::dayOfQuarter),
            number("day_of_year", day -> day.date().getDayOfYear()),
            number("day_of_week", Day::dayOfWeek),
            text("day_name", day -> day.date().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
            number("iso_week", Day::isoWeek),
            number("iso_week_year", Day::isoWeekYear),
            number("us_week", Day::usWeek),
            flag("is_weekend", Day::isWeekend),
            flag("is_first_day_of_month", day -> day.date().getDayOfMonth() == 1),
            flag("is_last_day_of_month", Day::isLastOfMonth),
            flag("is_first_day_of_quarter", Day::isFirstOfQuarter),
            flag("is_last_day_of_quarter", Day::isLastOfQuarter),
            flag("is_first_day_of_year", day -> day.date().getDayOfYear() == 1),
            flag(
                    "is_last_day_of_year",
                    day -> day.date().getDayOfYear() == day.date().lengthOfYear()),
            number("fiscal_year", day -> day.fiscal().year(day.date())),
            number("fiscal_quarter", day -> day.fiscal().quarter(day.date())),
            number("fiscal_period", day -> day.fiscal().period(day.date())),
            new Attribute("fiscal_week", ColumnType.BIGINT, CalendarDays::fiscalWeeks),
            holiday("is_holiday", day -> day.holidays().isHoliday(day.date())),
            holiday("is_holiday_in_lieu", day -> day.holidays().isInLieu(day.date())),
            text("holiday_name", day -> day.holidays().name(day.date())));

    /** The date dimension's columns: {@code date_key} ({@code yyyymmdd}), {@code calendar_date}, then attributes. */
    public static final Schema SCHEMA = Schema.of(
            ATTRIBUTES.stream().map(a -> new Field(a.name(), a.type())).toList());

    private CalendarDays() {}

    /**
     * The days that are declared whatever the facts refer to: sentinels, and all others where both ends are declared. None
     * without a calendar.
     */
    public static ColumnBatch declared(@Nullable DateDimensionModel model) {
        return of(model, CalendarSpan.NONE);
    }

    /** The days of a calendar that facts with a span of days refer to, in order, with its sentinels. */
    public static ColumnBatch of(@Nullable DateDimensionModel model, CalendarSpan span) {
        if (model == null) {
            return rows(List.of());
        }
        Optional<CalendarSpan.Range> range = span.range(model);
        List<LocalDate> dates =
                range.map(r -> between(model, r.first(), r.last())).orElse(List.of());
        Set<LocalDate> days = new TreeSet<>(dates);
        days.addAll(model.sentinels());
        return of(model, List.copyOf(days));
    }

    /**
     * The days from {@code first} to {@code last}, both included, in order.
     *
     * @throws IllegalArgumentException when the days are not in order, lie outside the years 1 to 9999, or the model's
     *     holidays are of an unknown country
     */
    public static ColumnBatch of(DateDimensionModel model, LocalDate first, LocalDate last) {
        return of(model, between(model, first, last));
    }

    private static List<LocalDate> between(DateDimensionModel model, LocalDate first, LocalDate last) {
        if (first.isAfter(last) || !DateKeys.hasKey(first.toEpochDay()) || !DateKeys.hasKey(last.toEpochDay())) {
            throw new IllegalArgumentException(model.name() + " cannot run from " + first + " to " + last
                    + "; expected days in order, in years 1 to 9999");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    private static ColumnBatch of(DateDimensionModel model, List<LocalDate> dates) {
        FiscalYear fiscal = FiscalYear.of(model.fiscal());
        String country = model.holidays();
        Set<Integer> years = dates.stream()
                .filter(date -> !model.sentinels().contains(date))
                .map(LocalDate::getYear)
                .collect(Collectors.toSet());
        Holidays.Named holidays =
                country == null ? Holidays.Named.NONE : Holidays.of(country).in(years);
        return rows(dates.stream()
                .map(date -> new Day(date, fiscal, model.sentinels().contains(date) ? Holidays.Named.NONE : holidays))
                .toList());
    }

    private static ColumnBatch rows(List<Day> days) {
        return new ColumnBatch(
                SCHEMA,
                days.size(),
                ATTRIBUTES.stream().map(a -> a.column().apply(days)).toList());
    }

    private static Attribute number(String name, ToLongFunction<Day> value) {
        return new Attribute(name, ColumnType.BIGINT, longs(ColumnType.BIGINT, value));
    }

    private static Function<List<Day>, Column> longs(ColumnType type, ToLongFunction<Day> value) {
        return days -> new LongColumn(type, days.stream().mapToLong(value).toArray(), Validity.allValid(days.size()));
    }

    private static Attribute flag(String name, Predicate<Day> value) {
        return new Attribute(name, ColumnType.BOOLEAN, days -> {
            boolean[] values = new boolean[days.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.test(days.get(i));
            }
            return new BooleanColumn(values, Validity.allValid(values.length));
        });
    }

    /** NULL where periods are months. */
    private static Column fiscalWeeks(List<Day> days) {
        ValidityBuilder known = new ValidityBuilder(days.size());
        long[] weeks = new long[days.size()];
        for (int i = 0; i < weeks.length; i++) {
            OptionalInt week = days.get(i).fiscal().week(days.get(i).date());
            weeks[i] = week.orElse(0);
            if (week.isEmpty()) {
                known.setNull(i);
            }
        }
        return new LongColumn(ColumnType.BIGINT, weeks, known.build());
    }

    /** NULL where no holidays are known. */
    private static Attribute holiday(String name, Predicate<Day> value) {
        return new Attribute(name, ColumnType.BOOLEAN, days -> {
            boolean[] values = new boolean[days.size()];
            ValidityBuilder known = new ValidityBuilder(days.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.test(days.get(i));
                if (!days.get(i).holidays().areKnown()) {
                    known.setNull(i);
                }
            }
            return new BooleanColumn(values, known.build());
        });
    }

    private static Attribute text(String name, Function<Day, @Nullable String> value) {
        return new Attribute(name, ColumnType.TEXT, days -> {
            TextColumnBuilder builder = new TextColumnBuilder(days.size(), 8);
            days.forEach(day -> builder.append(value.apply(day)));
            return builder.build();
        });
    }

    private record Attribute(String name, ColumnType type, Function<List<Day>, Column> column) {}
}
