package dev.starbeam.model.loading.star;

import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FiscalYearModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the date dimension. */
final class CalendarDeclaration {
    private static final Map<String, Month> MONTHS = Scalars.words(Month.class);
    private static final Map<String, FiscalYearModel.Named> NAMED = Scalars.words(FiscalYearModel.Named.class);
    private static final Map<String, FiscalYearModel.Pattern> PATTERNS = Stream.of(FiscalYearModel.Pattern.values())
            .collect(Collectors.toMap(Object::toString, pattern -> pattern, (a, b) -> a, LinkedHashMap::new));
    private static final Map<String, DayOfWeek> WEEK_STARTS =
            new TreeMap<>(Map.of("monday", DayOfWeek.MONDAY, "sunday", DayOfWeek.SUNDAY));

    private CalendarDeclaration() {}

    /** The date dimension {@code name}, or {@code null} when it is at fault. */
    static @Nullable DateDimensionModel read(String name, Section dimension, Materialization materialized) {
        Declared declared = dimension.find("calendar");
        for (String other : List.of("from", "key", "natural_key", "latest_by", "columns", "scd", "lookups")) {
            if (dimension.has(other)) {
                dimension.mistake(dimension.owner() + " is a calendar, which takes no \"" + other + "\"");
            }
        }
        if (declared == null) {
            declared = dimension.require("calendar", "a map, {} for the defaults");
        }
        Section calendar = declared == null ? null : declared.section("calendar", Vocabulary.CALENDAR);
        if (calendar == null) {
            return null;
        }
        LocalDate from = date(calendar, "from");
        LocalDate to = date(calendar, "to");
        if (from != null && to != null && from.isAfter(to)) {
            calendar.mistake("the calendar ends (" + to + ") before it begins (" + from + ")");
        } else if (from != null
                && to != null
                && from.plusYears(DateDimensionModel.MOST_YEARS).isBefore(to.plusDays(1))) {
            calendar.mistake("a calendar has at most " + DateDimensionModel.MOST_YEARS + " years, not " + from + " to "
                    + to + "; single days beyond go under \"sentinels\"");
        }
        return new DateDimensionModel(
                name, fiscalYear(calendar), holidays(calendar), from, to, sentinels(calendar), materialized);
    }

    private static FiscalYearModel fiscalYear(Section calendar) {
        FiscalYearModel.Pattern pattern = null;
        Declared weeks = calendar.find("weeks");
        if (weeks != null) {
            pattern = Scalars.choice(weeks, "weeks", PATTERNS);
        } else if (calendar.find("weeks_start") != null) {
            calendar.mistake("\"weeks_start\" is of fiscal years of whole weeks; declare \"weeks\", such as 4-4-5");
        }
        DayOfWeek first = calendar.choice("weeks_start", WEEK_STARTS, DayOfWeek.MONDAY);
        return new FiscalYearModel(
                calendar.choice("fiscal_year_starts", MONTHS, Month.JANUARY),
                calendar.choice("fiscal_year_named", NAMED, FiscalYearModel.Named.END),
                pattern == null ? null : new FiscalYearModel.Weeks(pattern, first == DayOfWeek.SUNDAY));
    }

    private static List<LocalDate> sentinels(Section calendar) {
        List<LocalDate> days = new ArrayList<>();
        for (Declared item : calendar.items("sentinels", "a list of dates such as [9999-12-31]")) {
            LocalDate day = Scalars.date(item);
            if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
                item.mistake("a sentinel lies in the years 0001 to 9999, not " + day);
            } else if (day != null) {
                days.add(day);
            }
        }
        return days;
    }

    private static @Nullable LocalDate date(Section calendar, String key) {
        Declared value = calendar.find(key);
        return value == null ? null : Scalars.date(value);
    }

    private static @Nullable String holidays(Section calendar) {
        Declared value = calendar.find("holidays");
        String code = value == null ? null : value.text("an ISO 3166 country code such as GB or GB-ENG");
        if (value == null || code == null) {
            return null;
        }
        boolean known = code.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?")
                && Arrays.asList(Locale.getISOCountries()).contains(code.substring(0, 2));
        if (!known) {
            value.mistake("unknown country \"" + code + "\"; expected an ISO 3166 code such as GB, DE or GB-ENG");
        }
        return code;
    }
}
