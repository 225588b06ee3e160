package dev.starbeam.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much may be lost on the way and still pass, where it is declared.
 *
 * @param rejected the greatest share of rejected rows, by source, staged entity, dimension or fact
 * @param unparsable the greatest share of values that a conversion can't read, by staged entity, or by its column as
 *     {@code entity.column}
 */
public record LossLimits(Map<String, BigDecimal> rejected, Map<String, BigDecimal> unparsable)
        implements Serializable {
    /** What passes where nothing is declared. */
    public static final BigDecimal USUAL = new BigDecimal("0.01");

    /** Nothing is declared. */
    public static final LossLimits UNDECLARED = new LossLimits(Map.of(), Map.of());

    public LossLimits {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        unparsable = Collections.unmodifiableMap(new TreeMap<>(unparsable));
    }

    /** The greatest share of a stage's rows that may be rejected. */
    public BigDecimal ofRejected(String stage) {
        return rejected.getOrDefault(stage, USUAL);
    }

    /** The greatest share of a staged column's values that may be unreadable. */
    public BigDecimal ofUnparsable(String entity, String column) {
        BigDecimal ofEntity = unparsable.getOrDefault(entity, USUAL);
        return unparsable.getOrDefault(entity + "." + column, ofEntity);
    }

    /** Whether anything is declared. */
    public boolean isDeclared() {
        return !rejected.isEmpty() || !unparsable.isEmpty();
    }
}
