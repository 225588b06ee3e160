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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays of a country or of one of its subdivisions, with English names; where one falls on a weekend, both
 * that day and the day in lieu are. A country alone has the holidays that all its parts share: GB lacks Easter Monday,
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

    /** The holidays of years. */
    Named in(Set<Integer> years) {
        Set<Integer> around = new TreeSet<>();
        // A day in lieu may fall into the year before or after its holiday's.
        years.forEach(year -> around.addAll(List.of(year - 1, year, year + 1)));
        Map<LocalDate, String> kept = new HashMap<>();
        Map<LocalDate, String> inLieu = new HashMap<>();
        for (int year : around) {
            for (Holiday holiday : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, subdivision)) {
                String name = holiday.getDescription(Locale.ENGLISH);
                kept.merge(holiday.getActualDate(), name, Holidays::join);
                if (!holiday.getDate().equals(holiday.getActualDate())) {
                    inLieu.merge(holiday.getDate(), name + " (day in lieu)", Holidays::join);
                }
            }
        }
        return new Named(true, kept, inLieu);
    }

    /**
     * Holidays by day.
     *
     * @param areKnown whether there is anything to say of holidays
     * @param kept the names of holidays on the day itself
     * @param inLieu the names of holidays of other days that are observed on this one
     */
    record Named(boolean areKnown, Map<LocalDate, String> kept, Map<LocalDate, String> inLieu) {
        /** Where no country is declared. */
        static final Named NONE = new Named(false, Map.of(), Map.of());

        boolean isHoliday(LocalDate day) {
            return kept.containsKey(day) || inLieu.containsKey(day);
        }

        boolean isInLieu(LocalDate day) {
            return inLieu.containsKey(day);
        }

        @Nullable
        String name(LocalDate day) {
            String own = kept.get(day);
            String other = inLieu.get(day);
            return own == null || other == null ? own == null ? other : own : join(own, other);
        }
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
