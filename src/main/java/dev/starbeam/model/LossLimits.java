package dev.starbeam.model;

import dev.starbeam.model.check.Severity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much may be lost on the way and still pass, where it is declared.
 *
 * @param rejected the greatest share of rejected rows, by source, staged entity, dimension or fact
 * @param unparsable what passes of values that conversions lose, by staged entity, dimension or fact, or by its column as
 *     {@code entity.column}
 */
public record LossLimits(Map<String, BigDecimal> rejected, Map<String, Unparsable> unparsable) implements Serializable {
    private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");
    private static final Unparsable USUAL = new Unparsable(ONE_PERCENT, Severity.WARN);

    /** Nothing is declared: 1% passes. */
    public static final LossLimits UNDECLARED = new LossLimits(Map.of(), Map.of());

    public LossLimits {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        unparsable = Collections.unmodifiableMap(new TreeMap<>(unparsable));
    }

    /**
     * What passes of values that conversions lose.
     *
     * @param most the greatest share
     * @param severity what more does
     */
    public record Unparsable(BigDecimal most, Severity severity) implements Serializable {}

    /** The greatest share of a stage's rows that may be rejected. */
    public BigDecimal ofRejected(String stage) {
        return rejected.getOrDefault(stage, ONE_PERCENT);
    }

    /** What passes of a column's values; {@code entity} may be a dimension or a fact. */
    public Unparsable ofUnparsable(String entity, String column) {
        Unparsable ofEntity = unparsable.getOrDefault(entity, USUAL);
        return unparsable.getOrDefault(entity + "." + column, ofEntity);
    }

    /** Whether anything is declared. */
    public boolean isDeclared() {
        return !rejected.isEmpty() || !unparsable.isEmpty();
    }
}
