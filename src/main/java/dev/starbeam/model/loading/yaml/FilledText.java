package dev.starbeam.model.loading.yaml;

import java.util.Arrays;

/** Puts a text together from parts of another and from what its variables stand for, keeping the origins. */
final class FilledText {
    private final PlacedText raw;
    private final StringBuilder value = new StringBuilder();
    private int[] origins = new int[64];

    FilledText(PlacedText raw) {
        this.raw = raw;
    }

    /** Appends the raw text from {@code start} to {@code end}. */
    void copy(int start, int end) {
        for (int i = start; i < end; i++) {
            append(raw.value().charAt(i), raw.origins()[i]);
        }
    }

    /** Appends what the variable at {@code start} of the raw text stands for. */
    void insert(String text, int start) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i), raw.origins()[start]);
        }
    }

    PlacedText build() {
        return new PlacedText(value.toString(), Arrays.copyOf(origins, value.length()), raw.end(), raw.document());
    }

    private void append(char character, int origin) {
        if (value.length() == origins.length) {
            origins = Arrays.copyOf(origins, origins.length * 2);
        }
        origins[value.length()] = origin;
        value.append(character);
    }
}
