package dev.starbeam.generate;

import dev.starbeam.generate.Vocabulary.Place;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code raw_customers}: a third is there when the shop opens, the others join as it grows. */
final class Customers implements SourceTable {
    static final List<String> COLUMNS = List.of(
            "customer_id",
            "name",
            "email",
            "phone",
            "street",
            "city",
            "state",
            "postal_code",
            "country",
            "created_at",
            "updated_at");
    private static final Map<DirtKind, int[]> DIRTY = Map.of(
            DirtKind.PADDING, new int[] {0, 1, 2, 5},
            DirtKind.CASE, new int[] {2, 8},
            DirtKind.EMPTY, new int[] {3, 4, 7},
            DirtKind.BAD_DATE, new int[] {9, 10},
            DirtKind.DUPLICATE, new int[0],
            DirtKind.LATE_UPDATE, new int[0],
            DirtKind.MISSING_REQUIRED, new int[] {0});
    private static final TableShape SHAPE = new TableShape("customers", COLUMNS, DIRTY, true);
    private static final String[] DOMAINS = {"example.com", "example.org", "example.net", "mail.example.com"};
    private static final int PERCENT_AT_OPENING = 30;
    private static final int FIRST_JOINED = Days.OPENED_DAY - 730;

    private final int customers;
    private final long seed;
    private final long newerSeed;
    private final Draws draws = new Draws();

    Customers(int customers, long seed) {
        this.customers = customers;
        this.seed = seed;
        this.newerSeed = Draws.derive(seed, 1);
    }

    @Override
    public TableShape shape() {
        return SHAPE;
    }

    @Override
    public long rows() {
        return customers;
    }

    /** {@code C0000001} and on. */
    static RowBuffer putId(long customer, RowBuffer into) {
        return into.put('C').digits(customer + 1, 7);
    }

    /** How many customers have joined when {@code part} of {@code whole} orders are placed; at least one. */
    static int joined(int customers, long part, long whole) {
        double share = PERCENT_AT_OPENING + (100 - PERCENT_AT_OPENING) * ((double) part / whole);
        return Math.max(1, (int) (customers * share / 100));
    }

    @Override
    public void fill(long row, RowBuffer into) {
        putPerson(row, into);
        putAddress(into);
        long created = created(row);
        into.timestamp(created).end();
        into.timestamp(Math.min(created + draws.below(60 * 86_400), Days.TAKEN_SECOND))
                .end();
    }

    /** They moved. */
    @Override
    public void fillNewer(long row, RowBuffer into) {
        putPerson(row, into);
        draws.at(newerSeed, row);
        putAddress(into);
        draws.at(seed, row);
        into.timestamp(created(row)).end();
        draws.at(newerSeed, row);
        into.timestamp(Days.TAKEN_SECOND + draws.between(1, 10 * 86_400)).end();
    }

    private void putPerson(long row, RowBuffer into) {
        // The day they joined comes first, so that a newer version can draw it again.
        draws.at(seed, row);
        draws.bits();
        draws.bits();
        String first = draws.oneOf(Vocabulary.FIRST_NAMES);
        String last = draws.oneOf(Vocabulary.LAST_NAMES);
        putId(row, into).end();
        into.put(fullName(first, last)).end();
        into.put(ascii(first)).put('.').put(ascii(last)).digits(row + 1, 1);
        into.put('@').put(draws.oneOf(DOMAINS)).end();
    }

    private void putAddress(RowBuffer into) {
        Place place = draws.oneOf(Vocabulary.PLACES);
        into.put(fillDigits(place.phone())).end();
        into.digits(draws.between(1, 999), 1).put(' ').put(draws.oneOf(Vocabulary.STREETS));
        if (draws.percent(12)) {
            into.put(", Apt ").digits(draws.between(1, 40), 1);
        }
        into.end().put(place.city()).end().put(place.state()).end();
        into.put(fillDigits(place.postal())).end().put(place.country()).end();
    }

    /** Seconds since the epoch; before the first order that {@link #joined} lets this customer place. */
    private long created(long row) {
        draws.at(seed, row);
        int second = draws.below(86_400);
        long opening = (long) customers * PERCENT_AT_OPENING / 100;
        if (row < opening) {
            return (FIRST_JOINED + draws.below(730)) * 86_400L + second;
        }
        int firstOrder = Days.busyDay(row - opening, customers - opening);
        return (firstOrder - draws.between(1, 20)) * 86_400L + second;
    }

    private String fullName(String first, String last) {
        int oddity = draws.below(100);
        if (oddity == 0) {
            return last + ", " + first;
        }
        return oddity == 1 ? first + " \"" + first.substring(0, 2) + "\" " + last : first + " " + last;
    }

    private String fillDigits(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            text.append(pattern.charAt(i) == '#' ? (char) ('0' + draws.below(10)) : pattern.charAt(i));
        }
        return text.toString();
    }

    private static String ascii(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        return plain.chars()
                .filter(letter -> letter >= 'a' && letter <= 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
