package dev.starbeam.model.loading.yaml;

import dev.starbeam.words.NearestName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a value as a number, a date, a flag or one of some words; reports it and answers {@code null} otherwise. */
public final class Scalars {
    private static final Map<String, Boolean> FLAGS = new TreeMap<>(Map.of("true", true, "false", false));

    private Scalars() {}

    /** The constants of an enumeration by their names in lower case, in order. */
    public static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }

    public static <E> @Nullable E choice(Declared value, String key, Map<String, E> choices) {
        String text = value.text(NearestName.list(choices.keySet()));
        if (text == null) {
            return null;
        }
        E choice = choices.get(text.toLowerCase(Locale.ROOT));
        if (choice == null) {
            value.mistake("unknown " + key + " \"" + text + "\"" + NearestName.hint(text, choices.keySet()));
        }
        return choice;
    }

    public static @Nullable Boolean flag(Declared value, String key) {
        return choice(value, key, FLAGS);
    }

    public static @Nullable BigDecimal decimal(Declared value, String expected, BigDecimal min, BigDecimal max) {
        String text = value.text(expected);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(min) >= 0 && number.compareTo(max) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        value.mistake("expected " + expected + ", found \"" + text + "\"");
        return null;
    }

    public static @Nullable Long wholeNumber(Declared value, String expected, long min, long max) {
        String text = value.text(expected);
        if (text == null) {
            return null;
        }
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        value.mistake("expected " + expected + ", found \"" + text + "\"");
        return null;
    }

    public static @Nullable LocalDate date(Declared value) {
        String text = value.text("a date such as 2010-12-31");
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            value.mistake("expected a date such as 2010-12-31, found \"" + text + "\"");
            return null;
        }
    }

    /** One ASCII character; {@code tab} and {@code \t} are the tabulator. */
    public static @Nullable Character character(Declared value, String key) {
        String text = value.text("one character");
        if (text == null) {
            return null;
        }
        String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (one.length() == 1 && one.charAt(0) < 128 && one.charAt(0) != '\n' && one.charAt(0) != '\r') {
            return one.charAt(0);
        }
        value.mistake("expected one ASCII character as " + key + ", found \"" + text + "\"");
        return null;
    }
}
