package dev.starbeam.model.loading.star;

import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the date dimension. */
final class CalendarDeclaration {
    private static final Map<String, Month> MONTHS = Scalars.words(Month.class);

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
        }
        Month fiscal = calendar.choice("fiscal_year_starts", MONTHS, Month.JANUARY);
        return new DateDimensionModel(name, fiscal, holidays(calendar), from, to, materialized);
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
