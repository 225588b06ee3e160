package dev.starbeam.bench.row;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reading values out of text; {@code null} for what can't be read. */
final class Texts {
    private Texts() {}

    /** The fields of a CSV record without line breaks. */
    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(12);
        if (line.indexOf('"') < 0) {
            int start = 0;
            for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
                fields.add(line.substring(start, comma));
                start = comma + 1;
            }
            fields.add(line.substring(start));
            return fields;
        }
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (quoted && letter == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(line.charAt(++i));
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    static String text(String raw) {
        String trimmed = raw.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    static String upper(String raw) {
        String trimmed = text(raw);
        return trimmed == null ? null : trimmed.toUpperCase(Locale.ROOT);
    }

    static String lower(String raw) {
        String trimmed = text(raw);
        return trimmed == null ? null : trimmed.toLowerCase(Locale.ROOT);
    }

    static Long number(String raw) {
        String trimmed = raw.trim();
        if (trimmed.isEmpty() || !startsLikeNumber(trimmed)) {
            return null;
        }
        try {
            return Long.valueOf(trimmed);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    /** An amount with up to two decimals, in cents. */
    static Long cents(String raw) {
        String trimmed = raw.trim();
        if (trimmed.isEmpty() || !startsLikeNumber(trimmed)) {
            return null;
        }
        try {
            return new BigDecimal(trimmed).movePointRight(2).longValue();
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    /** {@code yyyy-MM-dd HH:mm:ss} as seconds since the epoch. */
    static Long seconds(String raw) {
        String trimmed = raw.trim();
        if (trimmed.length() != 19 || trimmed.charAt(4) != '-' || trimmed.charAt(10) != ' ') {
            return null;
        }
        try {
            return LocalDateTime.of(
                            Integer.parseInt(trimmed, 0, 4, 10),
                            Integer.parseInt(trimmed, 5, 7, 10),
                            Integer.parseInt(trimmed, 8, 10, 10),
                            Integer.parseInt(trimmed, 11, 13, 10),
                            Integer.parseInt(trimmed, 14, 16, 10),
                            Integer.parseInt(trimmed, 17, 19, 10))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static boolean startsLikeNumber(String text) {
        char first = text.charAt(0);
        return first >= '0' && first <= '9' || first == '-';
    }
}
