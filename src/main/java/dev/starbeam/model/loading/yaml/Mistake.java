package dev.starbeam.model.loading.yaml;

import java.util.Comparator;

/**
 * One mistake in a declaration.
 *
 * @param file the file as it was named to the loader
 * @param line from 1
 * @param column in characters, from 1
 * @param message what was wrong, what was expected and, where there is one, the nearest name
 */
public record Mistake(String file, int line, int column, String message) implements Comparable<Mistake> {
    private static final Comparator<Mistake> ORDER = Comparator.comparing(Mistake::file)
            .thenComparing(Mistake::line)
            .thenComparing(Mistake::column)
            .thenComparing(Mistake::message);

    @Override
    public int compareTo(Mistake other) {
        return ORDER.compare(this, other);
    }

    /** As compilers print it, so that editors and terminals can jump there: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
