package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.number.Digits;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A date or timestamp format in Snowflake's language, such as {@code MM/DD/YYYY HH24:MI}: compiled once, then reads
 * from and writes to bytes. Elements: YYYY YY MM MON MMMM DD DY HH24 HH12 AM PM MI SS FF[0-9] TZH:TZM TZHTZM TZH, in
 * any case; {@code "text"} in double quotes and all other characters stand for themselves. A two-digit element reads
 * one digit too, unless another number follows at once.
 */
public final class TimeFormat implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<TimeElement> elements;

    private TimeFormat(List<TimeElement> elements) {
        this.elements = elements;
    }

    /**
     * Compiles a format.
     *
     * @throws IllegalArgumentException when a letter is no element; the message names it and the elements there are
     */
    public static TimeFormat of(String format) {
        List<TimeElement> elements = new ArrayList<>();
        int i = 0;
        while (i < format.length()) {
            TimeElement element = elementAt(format, i);
            boolean quoted = format.charAt(i) == '"';
            i += quoted ? element.text().length() + 2 : element.text().length();
            elements.add(element);
        }
        requireOneOfEach(format, elements);
        return new TimeFormat(packed(elements));
    }

    /** Of two elements for one part, as in {@code HH24:MM:SS}, one was meant for another. */
    private static void requireOneOfEach(String format, List<TimeElement> elements) {
        Map<String, String> seen = new HashMap<>();
        for (TimeElement element : elements) {
            String part = element.symbol().part();
            String before = part.isEmpty() ? null : seen.put(part, element.text());
            if (before != null) {
                throw new IllegalArgumentException("the format '" + format + "' has the " + part + " twice, as "
                        + before + " and " + element.text() + (part.equals("month") ? "; minutes are MI" : ""));
            }
        }
        boolean halves = seen.containsKey("half of the day");
        String hour = seen.getOrDefault("hour", "");
        if (hour.equals("HH12") && !halves) {
            throw new IllegalArgumentException("the format '" + format + "' has HH12 without AM; hours to 23 are HH24");
        } else if (halves && !hour.startsWith("HH12") && !hour.equals("HH")) {
            throw new IllegalArgumentException("the format '" + format + "' has AM without HH12");
        }
    }

    private static TimeElement elementAt(String format, int at) {
        String rest = format.substring(at).toUpperCase(Locale.ROOT);
        for (TimeElement.Symbol symbol : TimeElement.Symbol.values()) {
            if (symbol != TimeElement.Symbol.LITERAL && rest.startsWith(symbol.spelling)) {
                return symbol == TimeElement.Symbol.FF ? fraction(rest) : element(symbol, symbol.spelling, 0);
            }
        }
        char literal = format.charAt(at);
        int close = literal == '"' ? format.indexOf('"', at + 1) : -1;
        if (close > 0) {
            return element(TimeElement.Symbol.LITERAL, format.substring(at + 1, close), 0);
        }
        if (Character.isLetter(literal) && Character.toUpperCase(literal) != 'T') {
            throw new IllegalArgumentException("the format '" + format + "' has no element at '" + format.substring(at)
                    + "'; elements are YYYY YY MM MON MMMM DD DY HH24 HH12 AM PM MI SS FF[0-9] TZH:TZM, and letters"
                    + " that stand for themselves go in double quotes");
        }
        return element(TimeElement.Symbol.LITERAL, String.valueOf(literal), 0);
    }

    private static TimeElement fraction(String rest) {
        boolean sized = rest.length() > 2 && Character.isDigit(rest.charAt(2));
        return element(TimeElement.Symbol.FF, rest.substring(0, sized ? 3 : 2), sized ? rest.charAt(2) - '0' : 9);
    }

    private static TimeElement element(TimeElement.Symbol symbol, String text, int digits) {
        return new TimeElement(symbol, text, digits, false);
    }

    private static List<TimeElement> packed(List<TimeElement> elements) {
        List<TimeElement> marked = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            TimeElement e = elements.get(i);
            boolean packed =
                    i + 1 < elements.size() && elements.get(i + 1).symbol().isNumber();
            marked.add(new TimeElement(e.symbol(), e.text(), e.digits(), packed));
        }
        return marked;
    }

    /** Microseconds since 1970-01-01 of text without blanks around, or {@link TimeFields#NONE}. */
    long parse(byte[] bytes, int from, int to, TimeFields fields) {
        Digits digits = new Digits(bytes, from, to);
        fields.clear();
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).read(digits, fields);
        }
        return digits.isDone() ? fields.micros() : TimeFields.NONE;
    }

    /** Appends the moment's parts; the caller closes the row. */
    public void write(long micros, TextColumnBuilder out) {
        long day = Calendar.dayOfMicros(micros);
        long microOfDay = micros - day * Calendar.MICROS_PER_DAY;
        for (TimeElement element : elements) {
            element.write(day, microOfDay, out);
        }
    }
}
