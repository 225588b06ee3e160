package dev.starbeam.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The words that made-up rows are composed of, from the text files beside this class. */
final class Vocabulary {
    static final String[] FIRST_NAMES = lines("first_names.txt");
    static final String[] LAST_NAMES = lines("last_names.txt");
    static final String[] STREETS = lines("streets.txt");
    static final String[] BRANDS = lines("brands.txt");
    static final Place[] PLACES = places();
    static final Line[] LINES = productLines();

    private Vocabulary() {}

    /** A city; in {@code postal} and {@code phone} each {@code #} stands for a digit. */
    record Place(String city, String state, String country, String postal, String phone) {}

    /** A product line; prices are whole units of currency. */
    @SuppressWarnings("ArrayRecordComponent")
    record Line(String category, String subcategory, int low, int high, String[] nouns, String[] variants) {}

    private static Place[] places() {
        String[] lines = lines("places.txt");
        Place[] places = new Place[lines.length];
        for (int i = 0; i < lines.length; i++) {
            String[] parts = lines[i].split("\\|", -1);
            places[i] = new Place(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }
        return places;
    }

    private static Line[] productLines() {
        String[] lines = lines("products.txt");
        Line[] products = new Line[lines.length];
        for (int i = 0; i < lines.length; i++) {
            products[i] = productLine(lines[i].split("\\|", -1));
        }
        return products;
    }

    private static Line productLine(String[] parts) {
        return new Line(
                parts[0],
                parts[1],
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                parts[4].split(";", -1),
                parts[5].split(";", -1));
    }

    private static String[] lines(String file) {
        try (InputStream bytes = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
