package dev.starbeam.quality.bounds;

import dev.starbeam.batch.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts that pass: {@code min ≤ x ≤ max}, compared by UTF-8 bytes; {@code null} is no limit. */
public final class TextBounds {
    private final byte @Nullable [] min;
    private final byte @Nullable [] max;

    TextBounds(@Nullable String min, @Nullable String max) {
        this.min = min == null ? null : min.getBytes(StandardCharsets.UTF_8);
        this.max = max == null ? null : max.getBytes(StandardCharsets.UTF_8);
    }

    boolean excludes(TextColumn text, int row) {
        return (min != null && compare(text, row, min) < 0) || (max != null && compare(text, row, max) > 0);
    }

    private static int compare(TextColumn text, int row, byte[] bound) {
        return Arrays.compareUnsigned(text.bytes(), text.start(row), text.end(row), bound, 0, bound.length);
    }
}
