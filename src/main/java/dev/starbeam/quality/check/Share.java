package dev.starbeam.quality.check;

import dev.starbeam.quality.check.result.ShareLimits;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of those judged.
 *
 * @param part the rows at fault
 * @param whole the rows judged
 */
public record Share(long part, long whole) {
    /** Whether it is greater than {@code most}; compared exactly. */
    public boolean exceeds(BigDecimal most) {
        return BigDecimal.valueOf(part).compareTo(most.multiply(BigDecimal.valueOf(whole))) > 0;
    }

    /** Its confidence limits; {@code null} when there is no such share. */
    public @Nullable ShareLimits limits() {
        return whole == 0 || part > whole ? null : ShareLimits.of(part, whole);
    }

    /** {@code 1 of 17 rows (5.882%)}. */
    public String ofRows() {
        return Counted.of(part, whole, "row") + " (" + Describe.share(part, whole) + ")";
    }
}
