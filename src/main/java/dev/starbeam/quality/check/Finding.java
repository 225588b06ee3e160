package dev.starbeam.quality.check;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a failing check found: the figures a remedy quotes, and the phrases that remedies of several rules share.
 *
 * @param scope the check with its table and statistics
 * @param judged the rows it judged
 * @param flagged the rows it found at fault
 * @param examples a few values at fault, such as {@code country = Eire}; may be empty
 */
public record Finding(CheckScope scope, long judged, long flagged, List<String> examples) {
    /** {@code 3 rows}. */
    public String rows() {
        return Counted.of(flagged, "row");
    }

    /** The word that goes with the flagged rows. */
    public String verb(String ofOne, String ofSeveral) {
        return flagged == 1 ? ofOne : ofSeveral;
    }

    public boolean quarantines() {
        return scope.check().onFailure() == OnFailure.QUARANTINE;
    }

    /** {@code ; for example country = Eire}, or nothing. */
    public String forExample() {
        return examples.isEmpty() ? "" : "; for example " + String.join("; ", examples);
    }

    /** The least share of four digits that passes with these rows. */
    public String shareFlagged() {
        return BigDecimal.valueOf(flagged)
                .divide(BigDecimal.valueOf(Math.max(1, judged)), 4, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Members of a dimension can't be set aside: the loader refuses it, so nobody is told to. */
    public String review() {
        if (!scope.table().canQuarantine()) {
            return "Send the " + rows() + " to the owner of the source for correction.";
        }
        return quarantines()
                ? "Review the " + rows() + " in quality.quarantined_rows, and replay what is right."
                : "Send the " + rows() + " to review instead of publishing " + verb("it", "them")
                        + ": on_failure: quarantine.";
    }

    /** An amount beside quantity and unit price may be their product, or a net one. */
    public Optional<String> recomputation(String column) {
        boolean derivable =
                column.toLowerCase(Locale.ROOT).contains("amount") && isNumber("quantity") && isNumber("unit_price");
        return derivable
                ? Optional.of("If " + column
                        + " is nothing but quantity * unit_price, compute it so instead of taking it from"
                        + " the source, and look at these two where they are not plausible.")
                : Optional.empty();
    }

    private boolean isNumber(String column) {
        Schema schema = scope.schema();
        return schema.find(column).filter(field -> field.type().isNumeric()).isPresent();
    }
}
