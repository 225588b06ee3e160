package dev.starbeam.star.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.starbeam.words.NearestName;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The public holidays of a country or of one of its subdivisions, with English names; a day in lieu counts, the
 * weekend day it stands for does not. A country alone has the holidays that all its parts share: GB lacks Easter Monday,
 * which Scotland does not keep; GB-ENG has it.
 */
public final class Holidays {
    private final HolidayManager manager;
    private final String[] subdivision;

    private Holidays(HolidayManager manager, String[] subdivision) {
        this.manager = manager;
        this.subdivision = subdivision;
    }

    /**
     * The holidays of an ISO 3166 code: {@code GB}, {@code GB-ENG}, {@code US}, {@code DE-BY}.
     *
     * @throws IllegalArgumentException for a code without a calendar, with the nearest one
     */
    public static Holidays of(String region) {
        String[] parts = region.toLowerCase(Locale.ROOT).split("-", -1);
        Set<String> countries = HolidayManager.getSupportedCalendarCodes().stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!countries.contains(parts[0])) {
            throw unknown(region, upper("", countries));
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] subdivision = Arrays.copyOfRange(parts, 1, parts.length);
        CalendarHierarchy part = manager.getCalendarHierarchy();
        String above = parts[0];
        for (String code : subdivision) {
            Map<String, CalendarHierarchy> children = part.getChildren();
            CalendarHierarchy child = children.get(code);
            if (child == null) {
                throw unknown(
                        region, children.isEmpty() ? upper("", Set.of(above)) : upper(above + "-", children.keySet()));
            }
            part = child;
            above += "-" + code;
        }
        return new Holidays(manager, subdivision);
    }

    /** The names of the holidays from {@code first} to {@code last}, both included. */
    Map<LocalDate, String> between(LocalDate first, LocalDate last) {
        Map<LocalDate, String> names = new HashMap<>();
        // A day in lieu may fall into the year before or after its holiday's.
        for (int year = first.getYear() - 1; year <= last.getYear() + 1; year++) {
            for (Holiday holiday : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, subdivision)) {
                names.merge(holiday.getDate(), name(holiday), Holidays::join);
            }
        }
        return names;
    }

    private static String name(Holiday holiday) {
        String name = holiday.getDescription(Locale.ENGLISH);
        return holiday.getDate().equals(holiday.getActualDate()) ? name : name + " (day in lieu)";
    }

    private static String join(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        return one.compareTo(other) < 0 ? one + " / " + other : other + " / " + one;
    }

    private static Set<String> upper(String prefix, Collection<String> codes) {
        Set<String> upper = new HashSet<>();
        codes.forEach(code -> upper.add((prefix + code).toUpperCase(Locale.ROOT)));
        return upper;
    }

    private static IllegalArgumentException unknown(String region, Set<String> known) {
        return new IllegalArgumentException("no holiday calendar for \"" + region + "\""
                + NearestName.of(region, known)
                        .map(code -> "; nearest is \"" + code + "\"")
                        .orElse("")
                + "; expected an ISO 3166 code such as GB, GB-ENG or US");
    }
}
